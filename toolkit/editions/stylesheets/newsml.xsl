<?xml version="1.0" encoding="UTF-8"?>
<!--
  An article as a newsItem of NewsML-G2 2.33 (IPTC), power conformance; its text is XHTML, and the
  same as HTML for receivers that read no elements inside a paragraph.

  IPTC's item relations have no code for a translation; the links say it by schema.org's terms.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://iptc.org/std/nar/2006-10-01/">

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:strip-space elements="article header footer section div blockquote figure ol ul dl
                             table thead tbody tfoot tr"/>

  <xsl:param name="locale"/>
  <xsl:param name="direction"/>
  <xsl:param name="source"/>
  <xsl:param name="title"/>
  <xsl:param name="title-locale"/>
  <xsl:param name="publisher"/>
  <xsl:param name="publisher-address"/>
  <xsl:param name="document"/>
  <xsl:param name="identifier"/>
  <xsl:param name="original"/>
  <xsl:param name="original-identifier"/>
  <xsl:param name="original-title"/>
  <xsl:param name="canonical"/>
  <xsl:param name="version"/>
  <xsl:param name="issued-day"/>
  <xsl:param name="revised-day"/>
  <xsl:param name="date"/>
  <xsl:param name="provenance"/>
  <xsl:param name="provenance-locale"/>
  <xsl:param name="unfinished"/>
  <xsl:param name="unfinished-locale"/>
  <xsl:param name="notice"/>
  <xsl:param name="byline"/>
  <xsl:param name="revised"/>
  <xsl:param name="html" select="''"/>

  <xsl:variable name="wire" select="/article/wire"/>

  <xsl:variable name="header" select="/article/header"/>
  <xsl:variable name="authors" select="$header//*
      [contains(concat(' ', normalize-space(@class), ' '), ' author ')][normalize-space()]"/>
  <xsl:variable name="bylines" select="$header/*
      [contains(concat(' ', normalize-space(@class), ' '), ' byline ')]
      [text()[normalize-space()]]"/>
  <xsl:variable name="tags" select="$header/ul
      [contains(concat(' ', normalize-space(@class), ' '), ' tags ')]/li[normalize-space()]"/>
  <xsl:variable name="standfirsts" select="$header/*
      [contains(concat(' ', normalize-space(@class), ' '), ' standfirst ')][normalize-space()]"/>

  <xsl:template match="/article">
    <newsItem standard="NewsML-G2" standardversion="2.33" conformance="power"
        guid="{$identifier}" version="{$version}" xml:lang="{$locale}" dir="{$direction}">
      <catalogRef
          href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_38.xml"/>
      <xsl:if test="$wire/@holder">
        <rightsInfo>
          <copyrightHolder literal="{$wire/@holder}">
            <name><xsl:value-of select="$wire/@holder"/></name>
          </copyrightHolder>
          <xsl:if test="$wire/@copyright">
            <copyrightNotice>
              <xsl:call-template name="source-language"/>
              <xsl:value-of select="$wire/@copyright"/>
            </copyrightNotice>
          </xsl:if>
          <xsl:if test="$wire/@usage">
            <usageTerms>
              <xsl:call-template name="source-language"/>
              <xsl:value-of select="$wire/@usage"/>
            </usageTerms>
          </xsl:if>
        </rightsInfo>
      </xsl:if>
      <xsl:call-template name="itemMeta"/>
      <xsl:call-template name="contentMeta"/>
      <contentSet>
        <inlineXML contenttype="application/xhtml+xml" xml:lang="{$locale}" dir="{$direction}">
          <xsl:call-template name="html"/>
        </inlineXML>
        <inlineData contenttype="text/html" xml:lang="{$locale}" dir="{$direction}">
          <xsl:value-of select="$html"/>
        </inlineData>
      </contentSet>
    </newsItem>
  </xsl:template>

  <xsl:template name="itemMeta">
    <itemMeta>
      <itemClass qcode="ninat:text"/>
      <provider>
        <xsl:choose>
          <xsl:when test="$publisher-address">
            <xsl:attribute name="uri"><xsl:value-of select="$publisher-address"/></xsl:attribute>
          </xsl:when>
          <xsl:otherwise>
            <xsl:attribute name="literal"><xsl:value-of select="$publisher"/></xsl:attribute>
          </xsl:otherwise>
        </xsl:choose>
        <name><xsl:value-of select="$publisher"/></name>
      </provider>
      <versionCreated>
        <xsl:choose>
          <xsl:when test="$revised-day">
            <xsl:value-of select="concat($revised-day, 'T', substring($revised, 10, 2), ':',
                substring($revised, 12, 2), ':', substring($revised, 14, 2), 'Z')"/>
          </xsl:when>
          <xsl:otherwise><xsl:value-of select="$issued-day"/>T00:00:00Z</xsl:otherwise>
        </xsl:choose>
      </versionCreated>
      <xsl:if test="$issued-day">
        <firstCreated><xsl:value-of select="$issued-day"/>T00:00:00Z</firstCreated>
      </xsl:if>
      <xsl:if test="$wire/@embargo">
        <embargoed><xsl:value-of select="$wire/@embargo"/></embargoed>
      </xsl:if>
      <pubStatus qcode="stat:usable"/>
      <title>
        <xsl:call-template name="title-language"/>
        <xsl:value-of select="$title"/>
      </title>
      <xsl:variable name="notes">
        <xsl:for-each select="$wire/correction">
          <xsl:value-of select="concat(@day, ': ', ., ' ')"/>
        </xsl:for-each>
        <xsl:value-of select="$wire/@note"/>
      </xsl:variable>
      <xsl:if test="normalize-space($notes)">
        <edNote><xsl:value-of select="normalize-space($notes)"/></edNote>
      </xsl:if>
      <xsl:if test="$notice">
        <edNote><xsl:value-of select="$notice"/></edNote>
      </xsl:if>
      <xsl:if test="$provenance">
        <edNote>
          <xsl:if test="$provenance-locale != $locale">
            <xsl:attribute name="xml:lang">
              <xsl:value-of select="$provenance-locale"/>
            </xsl:attribute>
          </xsl:if>
          <xsl:value-of select="$provenance"/>
        </edNote>
      </xsl:if>
      <xsl:if test="$unfinished">
        <edNote>
          <xsl:if test="$unfinished-locale != $locale">
            <xsl:attribute name="xml:lang">
              <xsl:value-of select="$unfinished-locale"/>
            </xsl:attribute>
          </xsl:if>
          <xsl:value-of select="$unfinished"/>
        </edNote>
      </xsl:if>
      <xsl:if test="$wire/correction">
        <signal qcode="sig:correction"/>
      </xsl:if>
      <xsl:for-each select="$wire/edition">
        <link reluri="https://schema.org/workTranslation" residref="{@identifier}"
            href="{@address}" contenttype="application/vnd.iptc.g2.newsitem+xml"/>
      </xsl:for-each>
      <xsl:for-each select="$wire/picture">
        <link reluri="https://schema.org/image" href="{@address}">
          <xsl:if test="@type">
            <xsl:attribute name="contenttype"><xsl:value-of select="@type"/></xsl:attribute>
          </xsl:if>
          <xsl:copy-of select="@size"/>
          <xsl:if test="@title">
            <title><xsl:value-of select="@title"/></title>
          </xsl:if>
        </link>
      </xsl:for-each>
      <xsl:if test="$original-identifier">
        <link reluri="https://schema.org/translationOfWork" residref="{$original-identifier}"
            href="{$original}" contenttype="application/vnd.iptc.g2.newsitem+xml">
          <xsl:if test="$original-title">
            <title xml:lang="{$source}"><xsl:value-of select="$original-title"/></title>
          </xsl:if>
        </link>
      </xsl:if>
      <xsl:if test="$canonical">
        <link reluri="https://schema.org/isBasedOn" href="{$canonical}"/>
      </xsl:if>
    </itemMeta>
  </xsl:template>

  <xsl:template name="contentMeta">
    <contentMeta>
      <xsl:if test="$wire/@urgency">
        <urgency><xsl:value-of select="$wire/@urgency"/></urgency>
      </xsl:if>
      <xsl:if test="$issued-day">
        <contentCreated><xsl:value-of select="$issued-day"/></contentCreated>
      </xsl:if>
      <xsl:if test="$revised-day">
        <contentModified><xsl:value-of select="$revised-day"/></contentModified>
      </xsl:if>
      <xsl:if test="$wire/@place">
        <located type="cptType:5" literal="{$wire/@place}">
          <xsl:call-template name="place"/>
        </located>
      </xsl:if>
      <xsl:for-each select="$authors">
        <creator literal="{normalize-space()}">
          <name>
            <xsl:call-template name="language"/>
            <xsl:value-of select="normalize-space()"/>
          </name>
        </creator>
      </xsl:for-each>
      <altId><xsl:value-of select="$document"/></altId>
      <language tag="{$locale}"/>
      <xsl:if test="$wire/@genre">
        <genre literal="{$wire/@genre}">
          <name xml:lang="en"><xsl:value-of select="$wire/@genre"/></name>
        </genre>
      </xsl:if>
      <xsl:for-each select="$wire/subject">
        <subject type="cpnat:abstract" qcode="{@scheme}:{@code}">
          <xsl:if test="@name != ''">
            <name xml:lang="{$source}"><xsl:value-of select="@name"/></name>
          </xsl:if>
        </subject>
      </xsl:for-each>
      <xsl:if test="$wire/@place">
        <subject type="cptType:5" literal="{$wire/@place}">
          <xsl:call-template name="place"/>
        </subject>
      </xsl:if>
      <xsl:for-each select="$tags">
        <keyword>
          <xsl:call-template name="language"/>
          <xsl:value-of select="normalize-space()"/>
        </keyword>
      </xsl:for-each>
      <xsl:if test="$wire/@slugline">
        <slugline>
          <xsl:call-template name="source-language"/>
          <xsl:value-of select="$wire/@slugline"/>
        </slugline>
      </xsl:if>
      <headline>
        <xsl:call-template name="title-language"/>
        <xsl:value-of select="$title"/>
      </headline>
      <xsl:if test="$date or $wire/@place">
        <dateline>
          <xsl:value-of select="$wire/@place"/>
          <xsl:if test="$date and $wire/@place">, </xsl:if>
          <xsl:value-of select="$date"/>
        </dateline>
      </xsl:if>
      <xsl:if test="$authors | $bylines">
        <by>
          <xsl:for-each select="$bylines[1] | $authors[not($bylines)][last() = 1]">
            <xsl:call-template name="language"/>
            <xsl:variable name="line">
              <xsl:copy-of select=".//text()[not(ancestor::time)]"/>
            </xsl:variable>
            <xsl:value-of select="normalize-space($line)"/>
          </xsl:for-each>
          <xsl:if test="not($bylines) and count($authors) > 1">
            <xsl:value-of select="$byline"/>
          </xsl:if>
        </by>
      </xsl:if>
      <xsl:for-each select="$standfirsts">
        <description role="drol:summary">
          <xsl:call-template name="language"/>
          <xsl:value-of select="normalize-space()"/>
        </description>
      </xsl:for-each>
    </contentMeta>
  </xsl:template>

  <xsl:template name="place">
    <name xml:lang="{$source}"><xsl:value-of select="$wire/@place"/></name>
    <xsl:if test="$wire/@country">
      <broader type="cptType:9" qcode="iso3166-1a2:{$wire/@country}">
        <name><xsl:value-of select="$wire/@country"/></name>
      </broader>
    </xsl:if>
  </xsl:template>

  <xsl:template name="source-language">
    <xsl:if test="$source != $locale">
      <xsl:attribute name="xml:lang"><xsl:value-of select="$source"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template name="title-language">
    <xsl:if test="$title-locale != $locale">
      <xsl:attribute name="xml:lang"><xsl:value-of select="$title-locale"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template name="language">
    <xsl:variable name="marked" select="(. | span)[@lang][1]"/>
    <xsl:if test="$marked">
      <xsl:attribute name="xml:lang"><xsl:value-of select="$marked/@lang"/></xsl:attribute>
      <xsl:copy-of select="$marked/@dir[. = 'ltr' or . = 'rtl']"/>
    </xsl:if>
  </xsl:template>

  <!-- The article as XHTML: the tree has HTML's names already. -->

  <xsl:template name="html" xmlns="http://www.w3.org/1999/xhtml">
    <html lang="{$locale}" xml:lang="{$locale}" dir="{$direction}">
      <head>
        <title>
          <xsl:if test="$title-locale != $locale">
            <xsl:attribute name="lang"><xsl:value-of select="$title-locale"/></xsl:attribute>
            <xsl:attribute name="xml:lang"><xsl:value-of select="$title-locale"/></xsl:attribute>
          </xsl:if>
          <xsl:value-of select="$title"/>
        </title>
      </head>
      <body>
        <xsl:apply-templates mode="html" select="$header/*[not(self::h1 or self::time)]
            [count(. | $tags/..) != count($tags/..)]
            [not(contains(concat(' ', normalize-space(@class), ' '), ' byline '))]
            [not(contains(concat(' ', normalize-space(@class), ' '), ' author '))]
            [not(contains(concat(' ', normalize-space(@class), ' '), ' standfirst '))]"/>
        <xsl:apply-templates select="*[not(self::header or self::wire)]" mode="html"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="*" mode="html">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:copy-of select="@*[name() != 'data-type']"/>
      <xsl:if test="@lang">
        <xsl:attribute name="xml:lang"><xsl:value-of select="@lang"/></xsl:attribute>
      </xsl:if>
      <xsl:apply-templates mode="html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="article/div | article/footer | section" mode="html">
    <xsl:apply-templates mode="html"/>
  </xsl:template>
</xsl:stylesheet>
