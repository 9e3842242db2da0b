"""Media: pictures, films and sounds as they are published, clean of what they say about people."""

from toolkit.editions.media.cleaning import Cleaned, clean_media, media_type

__all__ = ["Cleaned", "clean_media", "media_type"]
