<?xml version="1.0" encoding="UTF-8"?>
<!--
  An article as NITF 3.6 (IPTC, News Industry Text Format).

  NITF 3.6 has no attribute for direction; it admits attributes of other namespaces on every
  element, so that direction is said as ITS 2.0 says it (its:dir, section 8.9).

  Its elements are in no namespace, as in the DTD: few systems look for those of the schema.
  The parameter “receiver” is “superdesk” for what Superdesk takes: it copies each child of
  body.content into HTML, and of heads it reads the text before the first element.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:its="http://www.w3.org/2005/11/its" exclude-result-prefixes="its">

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:strip-space elements="article header footer section div blockquote figure ol ul dl
                             table thead tbody tfoot tr"/>

  <xsl:param name="locale"/>
  <xsl:param name="direction"/>
  <xsl:param name="source"/>
  <xsl:param name="title"/>
  <xsl:param name="title-locale"/>
  <xsl:param name="publisher"/>
  <xsl:param name="identifier"/>
  <xsl:param name="original"/>
  <xsl:param name="canonical"/>
  <xsl:param name="issued"/>
  <xsl:param name="revised"/>
  <xsl:param name="date"/>
  <xsl:param name="provenance"/>
  <xsl:param name="provenance-locale"/>
  <xsl:param name="translated-by"/>
  <xsl:param name="reviewed-by"/>
  <xsl:param name="drafted-by"/>
  <xsl:param name="unfinished"/>
  <xsl:param name="unfinished-locale"/>
  <xsl:param name="notice"/>
  <xsl:param name="byline"/>
  <xsl:param name="receiver" select="''"/>

  <xsl:variable name="is-html" select="$receiver = 'superdesk'"/>
  <xsl:variable name="wire" select="/article/wire"/>

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
    <nitf version="-//IPTC//DTD NITF 3.6//EN" baselang="{$locale}" xml:lang="{$locale}">
      <xsl:if test="not($is-html)">
        <xsl:attribute name="its:version">2.0</xsl:attribute>
        <xsl:attribute name="its:dir"><xsl:value-of select="$direction"/></xsl:attribute>
        <xsl:call-template name="provenance"/>
      </xsl:if>
      <xsl:call-template name="head"/>
      <body>
        <xsl:call-template name="body.head"/>
        <body.content>
          <xsl:variable name="told"
              select="*[not(self::header or self::footer or self::wire)] | text()"/>
          <xsl:choose>
            <xsl:when test="$is-html">
              <xsl:apply-templates select="$header/figure | $told" mode="html"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:apply-templates select="$header/figure" mode="block"/>
              <xsl:apply-templates select="$told" mode="block"/>
            </xsl:otherwise>
          </xsl:choose>
          <xsl:if test="$notice and $is-html">
            <p><xsl:value-of select="$notice"/></p>
          </xsl:if>
          <xsl:if test="$notice and not($is-html)">
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

  <!-- ITS 2.0, section 8.11: who translated and revised all of it, as far as that is said. -->
  <xsl:template name="provenance">
    <xsl:if test="$translated-by">
      <xsl:attribute name="its:org"><xsl:value-of select="$translated-by"/></xsl:attribute>
    </xsl:if>
    <xsl:if test="$drafted-by">
      <xsl:attribute name="its:tool"><xsl:value-of select="$drafted-by"/></xsl:attribute>
    </xsl:if>
    <xsl:if test="$reviewed-by">
      <xsl:attribute name="its:revOrg"><xsl:value-of select="$reviewed-by"/></xsl:attribute>
    </xsl:if>
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
      <xsl:if test="not($is-html)">
        <xsl:for-each select="$wire/machine">
          <meta id="mt-{@name}" name="machine-translation" content="{@name}"/>
        </xsl:for-each>
      </xsl:if>
      <xsl:for-each select="$wire/edition">
        <meta name="translation-{@lang}" content="{@address}"/>
      </xsl:for-each>
      <xsl:if test="$wire/@slugline">
        <meta name="anpa-keyword" content="{$wire/@slugline}"/>
      </xsl:if>
      <xsl:if test="$wire/@genre or $wire/subject">
        <tobject tobject.type="news">
          <xsl:if test="$wire/@genre">
            <tobject.property tobject.property.type="{$wire/@genre}"/>
          </xsl:if>
          <xsl:for-each select="$wire/subject">
            <tobject.subject tobject.subject.refnum="{@code}">
              <xsl:if test="@name != ''">
                <xsl:attribute name="tobject.subject.matter">
                  <xsl:value-of select="@name"/>
                </xsl:attribute>
              </xsl:if>
            </tobject.subject>
          </xsl:for-each>
        </tobject>
      </xsl:if>
      <docdata management-status="usable">
        <xsl:for-each select="$wire/correction">
          <correction info="{@day}: {.}" regsrc="{$publisher}" id-string="{$identifier}"/>
        </xsl:for-each>
        <xsl:if test="$wire/@place">
          <evloc city="{$wire/@place}">
            <xsl:if test="$wire/@country">
              <xsl:attribute name="iso-cc"><xsl:value-of select="$wire/@country"/></xsl:attribute>
            </xsl:if>
          </evloc>
        </xsl:if>
        <doc-id regsrc="{$publisher}" id-string="{$identifier}"/>
        <xsl:if test="$wire/@urgency">
          <urgency ed-urg="{$wire/@urgency}"/>
        </xsl:if>
        <xsl:if test="$issued">
          <date.issue norm="{$issued}">
            <!-- Superdesk takes an article again only where this is later than before. -->
            <xsl:if test="$is-html and $revised">
              <xsl:attribute name="norm"><xsl:value-of select="$revised"/></xsl:attribute>
            </xsl:if>
          </date.issue>
        </xsl:if>
        <xsl:if test="$wire/@embargo">
          <date.release norm="{translate($wire/@embargo, '-:', '')}"/>
        </xsl:if>
        <xsl:variable name="notes">
          <xsl:for-each select="$wire/correction">
            <xsl:value-of select="concat(@day, ': ', ., ' ')"/>
          </xsl:for-each>
          <xsl:value-of select="$wire/@note"/>
          <xsl:if test="$is-html and $provenance">
            <xsl:value-of select="concat(' ', $provenance)"/>
          </xsl:if>
          <xsl:if test="$is-html and $unfinished">
            <xsl:value-of select="concat(' ', $unfinished)"/>
          </xsl:if>
        </xsl:variable>
        <xsl:if test="normalize-space($notes)">
          <ed-msg info="{normalize-space($notes)}"/>
        </xsl:if>
        <xsl:if test="$provenance and not($is-html)">
          <ed-msg msg-type="provenance" info="{$provenance}">
            <xsl:if test="$provenance-locale != $locale">
              <xsl:attribute name="xml:lang">
                <xsl:value-of select="$provenance-locale"/>
              </xsl:attribute>
            </xsl:if>
          </ed-msg>
        </xsl:if>
        <xsl:if test="$unfinished and not($is-html)">
          <ed-msg msg-type="translation" info="{$unfinished}">
            <xsl:if test="$unfinished-locale != $locale">
              <xsl:attribute name="xml:lang">
                <xsl:value-of select="$unfinished-locale"/>
              </xsl:attribute>
            </xsl:if>
          </ed-msg>
        </xsl:if>
        <xsl:if test="$wire/@slugline">
          <du-key key="{$wire/@slugline}"/>
        </xsl:if>
        <xsl:if test="$wire/@holder">
          <doc.copyright holder="{$wire/@holder}"/>
          <doc.rights owner="{$wire/@holder}">
            <xsl:if test="$wire/@usage">
              <xsl:attribute name="limitations">
                <xsl:value-of select="$wire/@usage"/>
              </xsl:attribute>
            </xsl:if>
          </doc.rights>
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
            <hl1>
              <xsl:choose>
                <xsl:when test="$is-html"><xsl:value-of select="normalize-space()"/></xsl:when>
                <xsl:otherwise><xsl:call-template name="content"/></xsl:otherwise>
              </xsl:choose>
            </hl1>
          </xsl:for-each>
          <xsl:for-each select="$header/h1[normalize-space()][position() > 1] | $header/h2">
            <hl2><xsl:call-template name="content"/></hl2>
          </xsl:for-each>
        </hedline>
      </xsl:if>
      <xsl:if test="$wire/@holder and ($wire/@copyright or $wire/@usage)">
        <rights>
          <xsl:value-of select="$wire/@copyright"/>
          <xsl:text> </xsl:text>
          <rights.owner><xsl:value-of select="$wire/@holder"/></rights.owner>
          <xsl:if test="$wire/@usage">
            <xsl:text> </xsl:text>
            <rights.limitations><xsl:value-of select="$wire/@usage"/></rights.limitations>
          </xsl:if>
        </rights>
      </xsl:if>
      <xsl:if test="$is-html and $authors[normalize-space()]">
        <byline>
          <xsl:value-of select="$byline"/>
        </byline>
      </xsl:if>
      <xsl:for-each select="$authors[normalize-space()][not($is-html)]">
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
      <xsl:if test="$date or $wire/@place">
        <dateline>
          <xsl:if test="$wire/@place">
            <location><city><xsl:value-of select="$wire/@place"/></city></location>
          </xsl:if>
          <xsl:if test="$date">
            <story.date norm="{$issued}"><xsl:value-of select="$date"/></story.date>
          </xsl:if>
        </dateline>
      </xsl:if>
      <xsl:if test="$abstract and $is-html">
        <abstract>
          <p>
            <xsl:for-each select="$abstract">
              <xsl:if test="position() > 1"><xsl:text> </xsl:text></xsl:if>
              <xsl:value-of select="normalize-space()"/>
            </xsl:for-each>
          </p>
        </abstract>
      </xsl:if>
      <xsl:if test="$abstract and not($is-html)">
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
    <!-- ITS 2.0, section 8.18: how sure the machine was that drafted it; the head names it. -->
    <xsl:if test="@data-mt-confidence and not($is-html)">
      <xsl:attribute name="its:annotatorsRef">
        <xsl:value-of select="concat('mt-confidence|#mt-', @data-mt-tool)"/>
      </xsl:attribute>
      <xsl:attribute name="its:mtConfidence">
        <xsl:value-of select="@data-mt-confidence"/>
      </xsl:attribute>
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
          <xsl:if test="@data-type">
            <xsl:attribute name="mime-type"><xsl:value-of select="@data-type"/></xsl:attribute>
          </xsl:if>
          <xsl:copy-of select="@width | @height"/>
          <xsl:if test="@width"><xsl:attribute name="units">pixels</xsl:attribute></xsl:if>
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

  <!-- For those who take HTML, the tree as it is: its names are HTML's. -->

  <xsl:template match="*" mode="html">
    <xsl:element name="{local-name()}">
      <xsl:copy-of select="@*[name() != 'data-type']"/>
      <xsl:apply-templates mode="html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="article/div | section" mode="html">
    <xsl:apply-templates mode="html"/>
  </xsl:template>
</xsl:stylesheet>
