<?xml version="1.0" encoding="UTF-8"?>
<!--
  An article as a newsItem of NewsML-G2 2.33 (IPTC), power conformance; its text is XHTML.

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
  <xsl:param name="unfinished"/>
  <xsl:param name="unfinished-locale"/>
  <xsl:param name="notice"/>

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
      <xsl:call-template name="itemMeta"/>
      <xsl:call-template name="contentMeta"/>
      <contentSet>
        <inlineXML contenttype="application/xhtml+xml" xml:lang="{$locale}" dir="{$direction}">
          <xsl:call-template name="html"/>
        </inlineXML>
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
          <xsl:when test="$revised-day"><xsl:value-of select="$revised-day"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$issued-day"/></xsl:otherwise>
        </xsl:choose>
        <xsl:text>T00:00:00Z</xsl:text>
      </versionCreated>
      <xsl:if test="$issued-day">
        <firstCreated><xsl:value-of select="$issued-day"/>T00:00:00Z</firstCreated>
      </xsl:if>
      <pubStatus qcode="stat:usable"/>
      <title>
        <xsl:call-template name="title-language"/>
        <xsl:value-of select="$title"/>
      </title>
      <xsl:if test="$notice">
        <edNote><xsl:value-of select="$notice"/></edNote>
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
      <xsl:if test="$issued-day">
        <contentCreated><xsl:value-of select="$issued-day"/></contentCreated>
      </xsl:if>
      <xsl:if test="$revised-day">
        <contentModified><xsl:value-of select="$revised-day"/></contentModified>
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
      <xsl:for-each select="$tags">
        <keyword>
          <xsl:call-template name="language"/>
          <xsl:value-of select="normalize-space()"/>
        </keyword>
      </xsl:for-each>
      <headline>
        <xsl:call-template name="title-language"/>
        <xsl:value-of select="$title"/>
      </headline>
      <xsl:if test="$date">
        <dateline><xsl:value-of select="$date"/></dateline>
      </xsl:if>
      <xsl:for-each select="$authors | $bylines[not($authors)]">
        <by>
          <xsl:call-template name="language"/>
          <xsl:value-of select="normalize-space()"/>
        </by>
      </xsl:for-each>
      <xsl:for-each select="$standfirsts">
        <description role="drol:summary">
          <xsl:call-template name="language"/>
          <xsl:value-of select="normalize-space()"/>
        </description>
      </xsl:for-each>
    </contentMeta>
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
        <article><xsl:apply-templates mode="html"/></article>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="*" mode="html">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:copy-of select="@*"/>
      <xsl:if test="@lang">
        <xsl:attribute name="xml:lang"><xsl:value-of select="@lang"/></xsl:attribute>
      </xsl:if>
      <xsl:apply-templates mode="html"/>
    </xsl:element>
  </xsl:template>

  <!-- A byline's date, in the words of the language. -->
  <xsl:template match="header//time" mode="html" priority="1">
    <xsl:element name="time" namespace="http://www.w3.org/1999/xhtml">
      <xsl:copy-of select="@datetime"/>
      <xsl:choose>
        <xsl:when test="$date and substring(@datetime, 1, 10) = $issued-day">
          <xsl:value-of select="$date"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
