"""Media: pictures, films and sounds as they are published, clean of what they say about people."""

from toolkit.editions.media.cleaning import DRAWING, Cleaned, clean_media, media_type

__all__ = ["DRAWING", "Cleaned", "clean_media", "media_type"]
