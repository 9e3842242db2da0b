<?xml version="1.0" encoding="UTF-8"?>
<!--
  An article as NITF 3.6 (IPTC, News Industry Text Format).

  NITF 3.6 has no attribute for direction; it admits attributes of other namespaces on every
  element, so that direction is said as ITS 2.0 says it (its:dir, section 8.9).
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:its="http://www.w3.org/2005/11/its"
    xmlns="http://iptc.org/std/NITF/2006-10-18/">

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:strip-space elements="article header footer section div blockquote figure ol ul dl
                             table thead tbody tfoot tr"/>

  <xsl:param name="locale"/>
  <xsl:param name="direction"/>
  <xsl:param name="source"/>
  <xsl:param name="title"/>
  <xsl:param name="title-locale"/>
  <xsl:param name="publisher"/>
  <xsl:param name="document"/>
  <xsl:param name="original"/>
  <xsl:param name="canonical"/>
  <xsl:param name="issued"/>
  <xsl:param name="revised"/>
  <xsl:param name="date"/>
  <xsl:param name="unfinished"/>
  <xsl:param name="unfinished-locale"/>
  <xsl:param name="notice"/>

  <xsl:variable name="header" select="/article/header"/>
  <xsl:variable name="bylines"
      select="$header//*[contains(concat(' ', normalize-space(@class), ' '), ' byline ')]"/>
  <xsl:variable name="authors"
      select="$header//*[contains(concat(' ', normalize-space(@class), ' '), ' author ')]"/>
  <xsl:variable name="tags"
      select="$header/ul[contains(concat(' ', normalize-space(@class), ' '), ' tags ')]"/>
  <xsl:variable name="abstract"
      select="$header/*[not(self::h1 or self::h2 or self::time or self::figure)][normalize-space()]
              [count(. | $tags) != count($tags)]
              [count(. | $bylines) != count($bylines)][count(. | $authors) != count($authors)]"/>

  <xsl:template match="/article">
    <nitf version="-//IPTC//DTD NITF 3.6//EN" baselang="{$locale}" xml:lang="{$locale}"
        its:version="2.0" its:dir="{$direction}">
      <xsl:call-template name="head"/>
      <body>
        <xsl:call-template name="body.head"/>
        <body.content>
          <block>
            <xsl:apply-templates select="$header/figure" mode="block"/>
            <xsl:apply-templates select="*[not(self::header or self::footer)] | text()"
                mode="block"/>
          </block>
          <xsl:if test="$notice">
            <note noteclass="editorsnote" type="pa">
              <body.content>
                <p><xsl:value-of select="$notice"/></p>
              </body.content>
            </note>
          </xsl:if>
        </body.content>
        <xsl:apply-templates select="footer[normalize-space()]"/>
      </body>
    </nitf>
  </xsl:template>

  <xsl:template name="head">
    <head>
      <title>
        <xsl:if test="$title-locale != $locale">
          <xsl:attribute name="xml:lang"><xsl:value-of select="$title-locale"/></xsl:attribute>
        </xsl:if>
        <xsl:value-of select="$title"/>
      </title>
      <xsl:if test="$original">
        <meta name="translation-of" content="{$original}"/>
        <meta name="translation-of-language" content="{$source}"/>
      </xsl:if>
      <xsl:if test="$canonical">
        <meta name="canonical" content="{$canonical}"/>
      </xsl:if>
      <docdata management-status="usable">
        <doc-id regsrc="{$publisher}" id-string="{$document}"/>
        <xsl:if test="$issued">
          <date.issue norm="{$issued}"/>
        </xsl:if>
        <xsl:if test="$unfinished">
          <ed-msg msg-type="translation" info="{$unfinished}">
            <xsl:if test="$unfinished-locale != $locale">
              <xsl:attribute name="xml:lang">
                <xsl:value-of select="$unfinished-locale"/>
              </xsl:attribute>
            </xsl:if>
          </ed-msg>
        </xsl:if>
        <xsl:if test="$tags/li[normalize-space()]">
          <key-list>
            <xsl:for-each select="$tags/li[normalize-space()]">
              <keyword key="{normalize-space()}">
                <xsl:if test="@lang">
                  <xsl:attribute name="xml:lang"><xsl:value-of select="@lang"/></xsl:attribute>
                </xsl:if>
              </keyword>
            </xsl:for-each>
          </key-list>
        </xsl:if>
      </docdata>
      <xsl:if test="$revised">
        <revision-history norm="{$revised}"/>
      </xsl:if>
    </head>
  </xsl:template>

  <xsl:template name="body.head">
    <body.head>
      <xsl:if test="$header/h1[normalize-space()]">
        <hedline>
          <xsl:for-each select="$header/h1[normalize-space()][1]">
            <hl1><xsl:call-template name="content"/></hl1>
          </xsl:for-each>
          <xsl:for-each select="$header/h1[normalize-space()][position() > 1] | $header/h2">
            <hl2><xsl:call-template name="content"/></hl2>
          </xsl:for-each>
        </hedline>
      </xsl:if>
      <xsl:for-each select="$authors[normalize-space()]">
        <byline>
          <person><xsl:call-template name="content"/></person>
        </byline>
      </xsl:for-each>
      <xsl:if test="not($authors)">
        <xsl:for-each select="$bylines[text()[normalize-space()]]">
          <byline>
            <xsl:call-template name="marks"/>
            <person><xsl:value-of select="normalize-space(text()[normalize-space()])"/></person>
          </byline>
        </xsl:for-each>
      </xsl:if>
      <xsl:if test="$date">
        <dateline>
          <story.date norm="{$issued}"><xsl:value-of select="$date"/></story.date>
        </dateline>
      </xsl:if>
      <xsl:if test="$abstract">
        <abstract><xsl:apply-templates select="$abstract" mode="block"/></abstract>
      </xsl:if>
    </body.head>
  </xsl:template>

  <xsl:template match="footer">
    <body.end>
      <tagline>
        <xsl:choose>
          <xsl:when test="count(*) = 1">
            <xsl:for-each select="*"><xsl:call-template name="content"/></xsl:for-each>
          </xsl:when>
          <xsl:otherwise>
            <xsl:for-each select="* | text()">
              <xsl:if test="position() > 1"><br/></xsl:if>
              <xsl:apply-templates select="." mode="part"/>
            </xsl:for-each>
          </xsl:otherwise>
        </xsl:choose>
      </tagline>
    </body.end>
  </xsl:template>

  <!-- Each paragraph of a longer note keeps its identifier and its language. -->
  <xsl:template match="*" mode="part">
    <lang><xsl:call-template name="content"/></lang>
  </xsl:template>

  <!-- What an element says of itself, then what it holds. -->
  <xsl:template name="content">
    <xsl:call-template name="marks"/>
    <xsl:apply-templates mode="inline"/>
  </xsl:template>

  <xsl:template name="marks">
    <xsl:copy-of select="@id"/>
    <xsl:if test="contains(concat(' ', normalize-space(@class), ' '), ' untranslated ')">
      <xsl:attribute name="class">untranslated</xsl:attribute>
    </xsl:if>
    <xsl:if test="@lang">
      <xsl:attribute name="xml:lang"><xsl:value-of select="@lang"/></xsl:attribute>
    </xsl:if>
    <xsl:if test="@dir = 'ltr' or @dir = 'rtl'">
      <xsl:attribute name="its:dir"><xsl:value-of select="@dir"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- Blocks -->

  <xsl:template match="text()[normalize-space()]" mode="block">
    <p><xsl:value-of select="."/></p>
  </xsl:template>

  <xsl:template match="text()" mode="block"/>

  <xsl:template match="*" mode="block">
    <p><xsl:call-template name="content"/></p>
  </xsl:template>

  <xsl:template match="div | section" mode="block">
    <xsl:apply-templates mode="block"/>
  </xsl:template>

  <xsl:template match="h1 | h2 | h3 | h4 | h5 | h6" mode="block">
    <hl2><xsl:call-template name="content"/></hl2>
  </xsl:template>

  <xsl:template match="hr" mode="block">
    <hr/>
  </xsl:template>

  <xsl:template match="blockquote" mode="block">
    <bq>
      <xsl:call-template name="marks"/>
      <block><xsl:apply-templates mode="block"/></block>
    </bq>
  </xsl:template>

  <xsl:template match="ul[li] | ol[li] | dl[dt or dd]" mode="block">
    <xsl:element name="{local-name()}">
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="li | dt | dd" mode="item"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="*" mode="item">
    <xsl:element name="{local-name()}">
      <xsl:call-template name="marks"/>
      <xsl:choose>
        <xsl:when test="p | ul | ol | dl | blockquote | div | figure">
          <xsl:apply-templates mode="block"/>
        </xsl:when>
        <xsl:when test="self::dd">
          <p><xsl:apply-templates mode="inline"/></p>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates mode="inline"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <xsl:template match="pre" mode="block">
    <pre>
      <xsl:call-template name="marks"/>
      <xsl:value-of select="."/>
    </pre>
  </xsl:template>

  <xsl:template match="table[.//tr]" mode="block">
    <table>
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="caption[1]" mode="table"/>
      <!-- A table must have a body: one of a head only has its head there. -->
      <xsl:variable name="rows" select="tbody/tr | tr"/>
      <xsl:if test="$rows">
        <xsl:apply-templates select="thead[tr][1]" mode="table"/>
      </xsl:if>
      <xsl:apply-templates select="tfoot[tr][1]" mode="table"/>
      <tbody>
        <xsl:apply-templates select="$rows | thead[not($rows)]/tr" mode="table"/>
        <xsl:if test="not($rows | thead/tr)"><tr><td/></tr></xsl:if>
      </tbody>
    </table>
  </xsl:template>

  <xsl:template match="thead | tfoot | tr" mode="table">
    <xsl:element name="{local-name()}">
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="tr | th | td" mode="table"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="caption | th | td" mode="table">
    <xsl:element name="{local-name()}">
      <xsl:copy-of select="@rowspan | @colspan"/>
      <xsl:call-template name="alignment"/>
      <xsl:call-template name="content"/>
    </xsl:element>
  </xsl:template>

  <!-- A column's alignment; its end is where lines end. -->
  <xsl:template name="alignment">
    <xsl:if test="@style">
      <xsl:attribute name="align">
        <xsl:choose>
          <xsl:when test="contains(@style, 'center')">center</xsl:when>
          <xsl:when test="contains(@style, 'end') = ($direction = 'rtl')">left</xsl:when>
          <xsl:otherwise>right</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template match="figure[.//img[@src]] | img[@src]" mode="block">
    <media media-type="image">
      <xsl:call-template name="marks"/>
      <xsl:for-each select="descendant-or-self::img[@src]">
        <media-reference source="{@src}">
          <xsl:if test="@alt">
            <xsl:attribute name="alternate-text"><xsl:value-of select="@alt"/></xsl:attribute>
          </xsl:if>
        </media-reference>
      </xsl:for-each>
      <xsl:for-each select="figcaption">
        <media-caption><xsl:call-template name="content"/></media-caption>
      </xsl:for-each>
    </media>
  </xsl:template>

  <xsl:template match="figure" mode="block">
    <xsl:apply-templates mode="block"/>
  </xsl:template>

  <!-- Inline -->

  <xsl:template match="em | strong | b | i | cite" mode="inline">
    <em><xsl:call-template name="content"/></em>
  </xsl:template>

  <xsl:template match="q" mode="inline">
    <q><xsl:call-template name="content"/></q>
  </xsl:template>

  <xsl:template match="a[@href]" mode="inline">
    <a href="{@href}"><xsl:call-template name="content"/></a>
  </xsl:template>

  <xsl:template match="br" mode="inline">
    <br/>
  </xsl:template>

  <xsl:template match="img" mode="inline">
    <xsl:value-of select="@alt"/>
  </xsl:template>

  <xsl:template match="*" mode="inline">
    <xsl:choose>
      <xsl:when test="@lang or @dir or @id">
        <lang><xsl:call-template name="content"/></lang>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="inline"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
