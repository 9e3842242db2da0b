<?xml version="1.0" encoding="UTF-8"?>
<!--
  An article as TEI P5 (Text Encoding Initiative), sentence by sentence.

  The tree comes with sentences, and with sections: a heading first, then its blocks, then the
  sections inside. TEI has no attribute for direction; it is said as its guidelines say it, by
  renditions in CSS (TEI P5, "Languages and Character Sets"; "Rendition").
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.tei-c.org/ns/1.0">

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:strip-space elements="article header footer section div blockquote figure ol ul dl
                             table thead tbody tfoot tr"/>

  <xsl:param name="locale"/>
  <xsl:param name="direction"/>
  <xsl:param name="language-name"/>
  <xsl:param name="source"/>
  <xsl:param name="source-name"/>
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
  <xsl:param name="issued-day"/>
  <xsl:param name="revised-day"/>
  <xsl:param name="corrections"/>
  <xsl:param name="version"/>
  <xsl:param name="date"/>
  <xsl:param name="origin"/>
  <xsl:param name="origin-locale"/>
  <xsl:param name="provenance"/>
  <xsl:param name="provenance-locale"/>
  <xsl:param name="unfinished"/>
  <xsl:param name="unfinished-locale"/>
  <xsl:param name="notice"/>

  <xsl:variable name="header" select="/article/header"/>
  <xsl:variable name="authors" select="$header//*
      [contains(concat(' ', normalize-space(@class), ' '), ' author ')][normalize-space()]"/>
  <xsl:variable name="bylines" select="$header/*
      [contains(concat(' ', normalize-space(@class), ' '), ' byline ')]"/>
  <xsl:variable name="tags" select="$header/ul
      [contains(concat(' ', normalize-space(@class), ' '), ' tags ')]"/>
  <xsl:variable name="argument"
      select="$header/*[not(self::h1 or self::h2 or self::time or self::figure)][normalize-space()]
              [count(. | $bylines | $tags) != count($bylines | $tags)]
              [count(. | $authors) != count($authors)]"/>

  <xsl:template match="/article">
    <TEI xml:lang="{$locale}">
      <teiHeader>
        <xsl:call-template name="fileDesc"/>
        <encodingDesc>
          <tagsDecl partial="true">
            <rendition xml:id="ltr" scheme="css">direction: ltr; unicode-bidi: isolate</rendition>
            <rendition xml:id="rtl" scheme="css">direction: rtl; unicode-bidi: isolate</rendition>
          </tagsDecl>
        </encodingDesc>
        <xsl:call-template name="profileDesc"/>
        <xsl:if test="$revised-day">
          <revisionDesc>
            <change when="{$revised-day}" n="{$version}"><xsl:value-of select="$corrections"/></change>
          </revisionDesc>
        </xsl:if>
      </teiHeader>
      <text xml:lang="{$locale}" rendition="#{$direction}">
        <body>
          <xsl:call-template name="opening"/>
          <xsl:apply-templates select="$header/figure"/>
          <xsl:apply-templates select="div/*"/>
          <xsl:if test="not(div/*[not(self::hr or self::figure or self::img)])">
            <p/>
          </xsl:if>
        </body>
        <xsl:apply-templates select="footer[normalize-space()]"/>
      </text>
    </TEI>
  </xsl:template>

  <xsl:template name="fileDesc">
    <fileDesc>
      <titleStmt>
        <title>
          <xsl:if test="$title-locale != $locale">
            <xsl:attribute name="xml:lang"><xsl:value-of select="$title-locale"/></xsl:attribute>
          </xsl:if>
          <xsl:value-of select="$title"/>
        </title>
        <xsl:for-each select="$authors">
          <author>
            <xsl:call-template name="language"/>
            <xsl:value-of select="normalize-space()"/>
          </author>
        </xsl:for-each>
      </titleStmt>
      <publicationStmt>
        <publisher>
          <xsl:choose>
            <xsl:when test="$publisher-address">
              <ref target="{$publisher-address}"><xsl:value-of select="$publisher"/></ref>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="$publisher"/></xsl:otherwise>
          </xsl:choose>
        </publisher>
        <xsl:if test="$issued-day">
          <date when="{$issued-day}"><xsl:value-of select="$date"/></date>
        </xsl:if>
        <idno type="URI"><xsl:value-of select="$identifier"/></idno>
        <idno type="document"><xsl:value-of select="$document"/></idno>
        <xsl:if test="$canonical">
          <idno type="canonical"><xsl:value-of select="$canonical"/></idno>
        </xsl:if>
      </publicationStmt>
      <xsl:if test="$origin or $provenance or $unfinished or $notice">
        <notesStmt>
          <xsl:if test="$origin">
            <note type="origin">
              <xsl:if test="$origin-locale != $locale">
                <xsl:attribute name="xml:lang"><xsl:value-of select="$origin-locale"/></xsl:attribute>
              </xsl:if>
              <xsl:value-of select="$origin"/>
            </note>
          </xsl:if>
          <xsl:if test="$provenance">
            <note type="provenance">
              <xsl:if test="$provenance-locale != $locale">
                <xsl:attribute name="xml:lang">
                  <xsl:value-of select="$provenance-locale"/>
                </xsl:attribute>
              </xsl:if>
              <xsl:value-of select="$provenance"/>
            </note>
          </xsl:if>
          <xsl:if test="$unfinished">
            <note type="translation">
              <xsl:if test="$unfinished-locale != $locale">
                <xsl:attribute name="xml:lang">
                  <xsl:value-of select="$unfinished-locale"/>
                </xsl:attribute>
              </xsl:if>
              <xsl:value-of select="$unfinished"/>
            </note>
          </xsl:if>
          <xsl:if test="$notice">
            <note type="notice"><xsl:value-of select="$notice"/></note>
          </xsl:if>
        </notesStmt>
      </xsl:if>
      <sourceDesc>
        <bibl>
          <xsl:choose>
            <xsl:when test="$original">
              <xsl:attribute name="type">translationOf</xsl:attribute>
              <title xml:lang="{$source}">
                <ref target="{$original}"><xsl:value-of select="$original-title"/></ref>
              </title>
              <idno type="URI"><xsl:value-of select="$original-identifier"/></idno>
            </xsl:when>
            <xsl:otherwise>
              <title><xsl:value-of select="$title"/></title>
            </xsl:otherwise>
          </xsl:choose>
        </bibl>
      </sourceDesc>
    </fileDesc>
  </xsl:template>

  <xsl:template name="profileDesc">
    <profileDesc>
      <langUsage>
        <language ident="{$locale}"><xsl:value-of select="$language-name"/></language>
        <xsl:if test="$source != $locale">
          <language ident="{$source}" xml:lang="{$source}">
            <xsl:value-of select="$source-name"/>
          </language>
        </xsl:if>
      </langUsage>
      <xsl:if test="$tags/li[normalize-space()]">
        <textClass>
          <keywords>
            <xsl:for-each select="$tags/li[normalize-space()]">
              <term>
                <xsl:call-template name="language"/>
                <xsl:value-of select="normalize-space()"/>
              </term>
            </xsl:for-each>
          </keywords>
        </textClass>
      </xsl:if>
    </profileDesc>
  </xsl:template>

  <xsl:template name="language">
    <xsl:variable name="marked" select="(. | *)[@lang][1]"/>
    <xsl:if test="$marked">
      <xsl:attribute name="xml:lang"><xsl:value-of select="$marked/@lang"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- Headline, byline, date and standfirst, as the article begins with them. -->
  <xsl:template name="opening">
    <xsl:for-each select="$header/h1[normalize-space()]">
      <head><xsl:call-template name="content"/></head>
    </xsl:for-each>
    <xsl:for-each select="$header/h2[normalize-space()]">
      <head type="sub"><xsl:call-template name="content"/></head>
    </xsl:for-each>
    <xsl:for-each select="$authors">
      <byline><docAuthor><xsl:call-template name="content"/></docAuthor></byline>
    </xsl:for-each>
    <xsl:if test="not($authors)">
      <xsl:for-each select="$bylines[text()[normalize-space()]]">
        <byline>
          <xsl:call-template name="marks"/>
          <xsl:value-of select="normalize-space(text()[normalize-space()])"/>
        </byline>
      </xsl:for-each>
    </xsl:if>
    <xsl:if test="$date">
      <dateline><date when="{$issued-day}"><xsl:value-of select="$date"/></date></dateline>
    </xsl:if>
    <xsl:if test="$argument">
      <argument><xsl:apply-templates select="$argument"/></argument>
    </xsl:if>
  </xsl:template>

  <xsl:template match="footer">
    <back><div type="note"><xsl:apply-templates/></div></back>
  </xsl:template>

  <!-- What an element says of itself, then what it holds. -->
  <xsl:template name="content">
    <xsl:call-template name="marks"/>
    <xsl:apply-templates mode="inline"/>
  </xsl:template>

  <xsl:template name="marks">
    <xsl:if test="@id">
      <xsl:attribute name="xml:id"><xsl:value-of select="@id"/></xsl:attribute>
      <xsl:if test="$original and not(self::sentence)">
        <xsl:attribute name="corresp">
          <xsl:value-of select="concat($original, '#', @id)"/>
        </xsl:attribute>
      </xsl:if>
    </xsl:if>
    <xsl:if test="contains(concat(' ', normalize-space(@class), ' '), ' untranslated ')">
      <xsl:attribute name="rend">untranslated</xsl:attribute>
    </xsl:if>
    <xsl:if test="@lang">
      <xsl:attribute name="xml:lang"><xsl:value-of select="@lang"/></xsl:attribute>
    </xsl:if>
    <xsl:if test="@dir = 'ltr' or @dir = 'rtl'">
      <xsl:attribute name="rendition">#<xsl:value-of select="@dir"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- Blocks -->

  <xsl:template match="section">
    <div>
      <xsl:for-each select="*[1]">
        <head><xsl:call-template name="content"/></head>
      </xsl:for-each>
      <xsl:apply-templates select="*[position() > 1]"/>
      <xsl:if test="not(*[2])">
        <p/>
      </xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="*">
    <p><xsl:call-template name="content"/></p>
  </xsl:template>

  <xsl:template match="text()"/>

  <xsl:template match="div">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="h1 | h2 | h3 | h4 | h5 | h6">
    <p rend="heading"><xsl:call-template name="content"/></p>
  </xsl:template>

  <xsl:template match="hr">
    <milestone unit="section" rend="rule"/>
  </xsl:template>

  <xsl:template match="blockquote">
    <quote>
      <xsl:call-template name="marks"/>
      <xsl:apply-templates/>
    </quote>
  </xsl:template>

  <xsl:template match="ul[li] | ol[li]">
    <list>
      <xsl:attribute name="rend">
        <xsl:choose>
          <xsl:when test="self::ol">numbered</xsl:when>
          <xsl:otherwise>bulleted</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="li" mode="item"/>
    </list>
  </xsl:template>

  <xsl:template match="dl[*[1][self::dt]]">
    <list type="gloss">
      <xsl:call-template name="marks"/>
      <!-- Each term has its definition, and the other way round, as TEI wants it. -->
      <xsl:for-each select="dt | dd">
        <xsl:choose>
          <xsl:when test="self::dt">
            <label><xsl:call-template name="content"/></label>
            <xsl:if test="not(following-sibling::*[1][self::dd])">
              <item/>
            </xsl:if>
          </xsl:when>
          <xsl:otherwise>
            <xsl:if test="not(preceding-sibling::*[1][self::dt])">
              <label/>
            </xsl:if>
            <xsl:apply-templates select="." mode="item"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </list>
  </xsl:template>

  <xsl:template match="dl[*[1][self::dd]]">
    <list>
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="dt | dd" mode="item"/>
    </list>
  </xsl:template>

  <xsl:template match="*" mode="item">
    <item>
      <xsl:call-template name="marks"/>
      <xsl:choose>
        <xsl:when test="p | ul | ol | dl | blockquote | div | figure | table | pre
                        | h1 | h2 | h3 | h4 | h5 | h6 | hr | section">
          <xsl:apply-templates/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates mode="inline"/>
        </xsl:otherwise>
      </xsl:choose>
    </item>
  </xsl:template>

  <xsl:template match="pre">
    <ab type="preformatted" xml:space="preserve"><xsl:call-template name="marks"/><xsl:value-of
        select="."/></ab>
  </xsl:template>

  <xsl:template match="table[.//tr]">
    <table>
      <xsl:call-template name="marks"/>
      <xsl:for-each select="caption[normalize-space()][1]">
        <head><xsl:call-template name="content"/></head>
      </xsl:for-each>
      <xsl:apply-templates select="thead/tr | tbody/tr | tr" mode="table"/>
      <xsl:apply-templates select="tfoot/tr" mode="table"/>
    </table>
  </xsl:template>

  <xsl:template match="tr" mode="table">
    <row>
      <xsl:if test="parent::thead">
        <xsl:attribute name="role">label</xsl:attribute>
      </xsl:if>
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="th | td" mode="table"/>
      <xsl:if test="not(th | td)">
        <cell/>
      </xsl:if>
    </row>
  </xsl:template>

  <xsl:template match="th | td" mode="table">
    <cell>
      <xsl:if test="self::th">
        <xsl:attribute name="role">label</xsl:attribute>
      </xsl:if>
      <xsl:if test="@rowspan > 1">
        <xsl:attribute name="rows"><xsl:value-of select="@rowspan"/></xsl:attribute>
      </xsl:if>
      <xsl:if test="@colspan > 1">
        <xsl:attribute name="cols"><xsl:value-of select="@colspan"/></xsl:attribute>
      </xsl:if>
      <xsl:if test="@style">
        <xsl:attribute name="style"><xsl:value-of select="@style"/></xsl:attribute>
      </xsl:if>
      <xsl:call-template name="content"/>
    </cell>
  </xsl:template>

  <xsl:template match="figure[.//img[@src]] | img[@src]">
    <figure>
      <xsl:call-template name="marks"/>
      <xsl:for-each select="figcaption[normalize-space()][1]">
        <head><xsl:call-template name="content"/></head>
      </xsl:for-each>
      <xsl:for-each select="descendant-or-self::img[@src]">
        <graphic url="{@src}"/>
        <xsl:if test="@alt != ''">
          <figDesc><xsl:value-of select="@alt"/></figDesc>
        </xsl:if>
      </xsl:for-each>
    </figure>
  </xsl:template>

  <xsl:template match="figure">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- Inline -->

  <xsl:template match="sentence" mode="inline">
    <s>
      <xsl:copy-of select="@corresp"/>
      <xsl:call-template name="content"/>
    </s>
  </xsl:template>

  <xsl:template match="em" mode="inline">
    <emph><xsl:call-template name="content"/></emph>
  </xsl:template>

  <xsl:template match="strong | b | i | mark | u | s | sub | sup | small" mode="inline">
    <hi>
      <xsl:attribute name="rend">
        <xsl:choose>
          <xsl:when test="self::strong or self::b">bold</xsl:when>
          <xsl:when test="self::i">italic</xsl:when>
          <xsl:when test="self::mark">highlight</xsl:when>
          <xsl:when test="self::u">underline</xsl:when>
          <xsl:when test="self::s">strikethrough</xsl:when>
          <xsl:otherwise><xsl:value-of select="local-name()"/></xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:call-template name="content"/>
    </hi>
  </xsl:template>

  <xsl:template match="del" mode="inline">
    <del><xsl:call-template name="content"/></del>
  </xsl:template>

  <xsl:template match="ins" mode="inline">
    <add><xsl:call-template name="content"/></add>
  </xsl:template>

  <xsl:template match="cite" mode="inline">
    <title><xsl:call-template name="content"/></title>
  </xsl:template>

  <xsl:template match="abbr" mode="inline">
    <abbr><xsl:call-template name="content"/></abbr>
  </xsl:template>

  <xsl:template match="q" mode="inline">
    <q><xsl:call-template name="content"/></q>
  </xsl:template>

  <xsl:template match="code | kbd | samp | var" mode="inline">
    <hi rend="code"><xsl:call-template name="content"/></hi>
  </xsl:template>

  <xsl:template match="a[@href]" mode="inline">
    <ref target="{translate(@href, ' ', '')}"><xsl:call-template name="content"/></ref>
  </xsl:template>

  <xsl:template match="time[@datetime]" mode="inline">
    <date><xsl:call-template name="content"/></date>
  </xsl:template>

  <xsl:template match="br" mode="inline">
    <lb/>
  </xsl:template>

  <xsl:template match="img[@src]" mode="inline">
    <graphic url="{@src}">
      <xsl:if test="@alt != ''">
        <desc><xsl:value-of select="@alt"/></desc>
      </xsl:if>
    </graphic>
  </xsl:template>

  <xsl:template match="*" mode="inline">
    <xsl:choose>
      <xsl:when test="@lang">
        <foreign><xsl:call-template name="content"/></foreign>
      </xsl:when>
      <xsl:when test="@dir or @id">
        <seg><xsl:call-template name="content"/></seg>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="inline"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
