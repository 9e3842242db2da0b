<?xml version="1.0" encoding="UTF-8"?>
<!--
  An article as an article of DocBook 5.0 (OASIS).

  The tree comes with sections: a heading first, then its blocks, then the sections inside.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xlink="http://www.w3.org/1999/xlink"
    xmlns="http://docbook.org/ns/docbook">

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
  <xsl:param name="identifier"/>
  <xsl:param name="original"/>
  <xsl:param name="original-title"/>
  <xsl:param name="canonical"/>
  <xsl:param name="issued-day"/>
  <xsl:param name="revised-day"/>
  <xsl:param name="corrections"/>
  <xsl:param name="version"/>
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
  <xsl:variable name="abstract"
      select="$header/*[not(self::h1 or self::h2 or self::time or self::figure)][normalize-space()]
              [count(. | $bylines | $tags) != count($bylines | $tags)]
              [count(. | $authors) != count($authors)]"/>

  <xsl:template match="/article">
    <article version="5.0" xml:lang="{$locale}" dir="{$direction}">
      <xsl:call-template name="info"/>
      <xsl:apply-templates select="$header/figure"/>
      <xsl:apply-templates select="div/*"/>
      <xsl:if test="not($header/figure or div/*)">
        <para/>
      </xsl:if>
      <xsl:apply-templates select="footer[normalize-space()]"/>
    </article>
  </xsl:template>

  <xsl:template name="info">
    <info>
      <xsl:choose>
        <xsl:when test="$header/h1[normalize-space()]">
          <xsl:for-each select="$header/h1[normalize-space()][1]">
            <title><xsl:call-template name="content"/></title>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise>
          <title>
            <xsl:if test="$title-locale != $locale">
              <xsl:attribute name="xml:lang"><xsl:value-of select="$title-locale"/></xsl:attribute>
            </xsl:if>
            <xsl:value-of select="$title"/>
          </title>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:for-each select="($header/h2 | $header/h1[position() > 1])[normalize-space()][1]">
        <subtitle><xsl:call-template name="content"/></subtitle>
      </xsl:for-each>
      <biblioid class="uri"><xsl:value-of select="$identifier"/></biblioid>
      <biblioid class="other" otherclass="document"><xsl:value-of select="$document"/></biblioid>
      <xsl:if test="$original">
        <bibliorelation type="othertype" othertype="translationOf" xml:lang="{$source}"
            xlink:href="{$original}">
          <xsl:value-of select="$original-title"/>
        </bibliorelation>
      </xsl:if>
      <xsl:if test="$canonical">
        <bibliosource class="uri"><xsl:value-of select="$canonical"/></bibliosource>
      </xsl:if>
      <xsl:for-each select="$authors">
        <author><personname><xsl:call-template name="content"/></personname></author>
      </xsl:for-each>
      <xsl:if test="not($authors)">
        <xsl:for-each select="$bylines[text()[normalize-space()]]">
          <author>
            <personname>
              <xsl:call-template name="marks"/>
              <xsl:value-of select="normalize-space(text()[normalize-space()])"/>
            </personname>
          </author>
        </xsl:for-each>
      </xsl:if>
      <publisher><publishername><xsl:value-of select="$publisher"/></publishername></publisher>
      <xsl:if test="$issued-day">
        <pubdate><xsl:value-of select="$issued-day"/></pubdate>
      </xsl:if>
      <xsl:if test="$origin">
        <releaseinfo role="origin">
          <xsl:call-template name="interface-language">
            <xsl:with-param name="language" select="$origin-locale"/>
          </xsl:call-template>
          <xsl:value-of select="$origin"/>
        </releaseinfo>
      </xsl:if>
      <xsl:if test="$provenance">
        <releaseinfo role="provenance">
          <xsl:call-template name="interface-language">
            <xsl:with-param name="language" select="$provenance-locale"/>
          </xsl:call-template>
          <xsl:value-of select="$provenance"/>
        </releaseinfo>
      </xsl:if>
      <xsl:if test="$unfinished">
        <releaseinfo role="translation">
          <xsl:call-template name="interface-language">
            <xsl:with-param name="language" select="$unfinished-locale"/>
          </xsl:call-template>
          <xsl:value-of select="$unfinished"/>
        </releaseinfo>
      </xsl:if>
      <xsl:if test="$notice">
        <releaseinfo role="notice"><xsl:value-of select="$notice"/></releaseinfo>
      </xsl:if>
      <xsl:if test="$abstract">
        <abstract><xsl:apply-templates select="$abstract"/></abstract>
      </xsl:if>
      <xsl:if test="$tags/li[normalize-space()]">
        <keywordset>
          <xsl:for-each select="$tags/li[normalize-space()]">
            <keyword><xsl:call-template name="content"/></keyword>
          </xsl:for-each>
        </keywordset>
      </xsl:if>
      <xsl:if test="$revised-day">
        <revhistory>
          <revision>
            <revnumber><xsl:value-of select="$version"/></revnumber>
            <date><xsl:value-of select="$revised-day"/></date>
            <xsl:if test="$corrections">
              <revremark><xsl:value-of select="$corrections"/></revremark>
            </xsl:if>
          </revision>
        </revhistory>
      </xsl:if>
    </info>
  </xsl:template>

  <xsl:template name="interface-language">
    <xsl:param name="language"/>
    <xsl:if test="$language != $locale">
      <xsl:attribute name="xml:lang"><xsl:value-of select="$language"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template match="footer">
    <colophon><xsl:apply-templates/></colophon>
  </xsl:template>

  <!-- What an element says of itself, then what it holds. -->
  <xsl:template name="content">
    <xsl:call-template name="marks"/>
    <xsl:apply-templates mode="inline"/>
  </xsl:template>

  <!-- Tables are HTML's, which say what others say in `role` by `class`. -->
  <xsl:template name="marks">
    <xsl:if test="@id">
      <xsl:attribute name="xml:id"><xsl:value-of select="@id"/></xsl:attribute>
    </xsl:if>
    <xsl:if test="contains(concat(' ', normalize-space(@class), ' '), ' untranslated ')">
      <xsl:variable name="attribute">
        <xsl:choose>
          <xsl:when test="self::tr or self::th or self::td">class</xsl:when>
          <xsl:otherwise>role</xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <xsl:attribute name="{$attribute}">untranslated</xsl:attribute>
    </xsl:if>
    <xsl:if test="@lang">
      <xsl:attribute name="xml:lang"><xsl:value-of select="@lang"/></xsl:attribute>
    </xsl:if>
    <xsl:copy-of select="@dir[. = 'ltr' or . = 'rtl']"/>
  </xsl:template>

  <!-- Blocks -->

  <xsl:template match="section">
    <section>
      <xsl:for-each select="*[1]">
        <title><xsl:call-template name="content"/></title>
      </xsl:for-each>
      <xsl:apply-templates select="*[position() > 1]"/>
      <xsl:if test="not(*[2])">
        <para/>
      </xsl:if>
    </section>
  </xsl:template>

  <xsl:template match="*">
    <para><xsl:call-template name="content"/></para>
  </xsl:template>

  <xsl:template match="text()"/>

  <xsl:template match="div">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="h1 | h2 | h3 | h4 | h5 | h6">
    <bridgehead><xsl:call-template name="content"/></bridgehead>
  </xsl:template>

  <xsl:template match="hr">
    <para role="separator"/>
  </xsl:template>

  <xsl:template match="blockquote">
    <blockquote>
      <xsl:call-template name="marks"/>
      <xsl:apply-templates/>
      <xsl:if test="not(*)">
        <para/>
      </xsl:if>
    </blockquote>
  </xsl:template>

  <xsl:template match="ul[li]">
    <itemizedlist>
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="li" mode="item"/>
    </itemizedlist>
  </xsl:template>

  <xsl:template match="ol[li]">
    <orderedlist>
      <xsl:call-template name="marks"/>
      <xsl:if test="number(@start) = number(@start)">
        <xsl:attribute name="startingnumber"><xsl:value-of select="@start"/></xsl:attribute>
      </xsl:if>
      <xsl:apply-templates select="li" mode="item"/>
    </orderedlist>
  </xsl:template>

  <!-- A list that begins with a definition has no terms to begin with. -->
  <xsl:template match="dl[*[1][self::dd]]">
    <itemizedlist>
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="dt | dd" mode="item"/>
    </itemizedlist>
  </xsl:template>

  <xsl:template match="dl[*[1][self::dt]]">
    <variablelist>
      <xsl:call-template name="marks"/>
      <xsl:for-each select="dt[not(preceding-sibling::*[1][self::dt])]">
        <xsl:variable name="entry" select="generate-id()"/>
        <varlistentry>
          <xsl:for-each select=". | following-sibling::dt[generate-id(
              (preceding-sibling::dt[not(preceding-sibling::*[1][self::dt])])[last()]) = $entry]
              [preceding-sibling::*[1][self::dt]]">
            <term><xsl:call-template name="content"/></term>
          </xsl:for-each>
          <listitem>
            <xsl:variable name="definitions" select="following-sibling::dd[generate-id(
                (preceding-sibling::dt[not(preceding-sibling::*[1][self::dt])])[last()]) = $entry]"/>
            <xsl:for-each select="$definitions">
              <xsl:call-template name="blocks"/>
            </xsl:for-each>
            <xsl:if test="not($definitions)">
              <para/>
            </xsl:if>
          </listitem>
        </varlistentry>
      </xsl:for-each>
    </variablelist>
  </xsl:template>

  <xsl:template match="*" mode="item">
    <listitem><xsl:call-template name="blocks"/></listitem>
  </xsl:template>

  <!-- An item's own text is a paragraph, which then is the passage. -->
  <xsl:template name="blocks">
    <xsl:choose>
      <xsl:when test="p | ul | ol | dl | blockquote | div | figure | table | pre
                      | h1 | h2 | h3 | h4 | h5 | h6 | hr | section">
        <xsl:apply-templates/>
      </xsl:when>
      <xsl:otherwise>
        <para><xsl:call-template name="content"/></para>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="pre">
    <literallayout class="monospaced">
      <xsl:call-template name="marks"/>
      <xsl:value-of select="."/>
    </literallayout>
  </xsl:template>

  <xsl:template match="table[.//tr]">
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="caption">table</xsl:when>
        <xsl:otherwise>informaltable</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$name}">
      <xsl:call-template name="marks"/>
      <xsl:apply-templates select="caption[1]" mode="table"/>
      <xsl:apply-templates select="thead[tr][1]" mode="table"/>
      <xsl:apply-templates select="tfoot[tr][1]" mode="table"/>
      <xsl:if test="tbody/tr | tr">
        <tbody><xsl:apply-templates select="tbody/tr | tr" mode="table"/></tbody>
      </xsl:if>
      <xsl:if test="not(tbody/tr | tr)">
        <tbody><tr><td/></tr></tbody>
      </xsl:if>
    </xsl:element>
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

  <xsl:template match="figure[.//img[@src]] | img[@src]">
    <mediaobject>
      <xsl:call-template name="marks"/>
      <xsl:for-each select="descendant-or-self::img[@src]">
        <xsl:call-template name="image"/>
      </xsl:for-each>
      <xsl:for-each select="figcaption[normalize-space()][1]">
        <caption><para><xsl:call-template name="content"/></para></caption>
      </xsl:for-each>
    </mediaobject>
  </xsl:template>

  <xsl:template name="image">
    <imageobject><imagedata fileref="{@src}"/></imageobject>
    <xsl:if test="@alt != ''">
      <textobject><phrase><xsl:value-of select="@alt"/></phrase></textobject>
    </xsl:if>
  </xsl:template>

  <xsl:template match="figure">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- Inline -->

  <xsl:template match="em | i" mode="inline">
    <emphasis><xsl:call-template name="content"/></emphasis>
  </xsl:template>

  <xsl:template match="strong | b | mark | u | del | s | ins" mode="inline">
    <emphasis>
      <xsl:call-template name="marks"/>
      <xsl:attribute name="role">
        <xsl:choose>
          <xsl:when test="self::strong or self::b">bold</xsl:when>
          <xsl:when test="self::del or self::s">strikethrough</xsl:when>
          <xsl:when test="self::mark">highlight</xsl:when>
          <xsl:otherwise>underline</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:apply-templates mode="inline"/>
    </emphasis>
  </xsl:template>

  <xsl:template match="cite" mode="inline">
    <citetitle><xsl:call-template name="content"/></citetitle>
  </xsl:template>

  <xsl:template match="q" mode="inline">
    <quote><xsl:call-template name="content"/></quote>
  </xsl:template>

  <xsl:template match="code | kbd | samp | var" mode="inline">
    <literal><xsl:call-template name="content"/></literal>
  </xsl:template>

  <xsl:template match="sub" mode="inline">
    <subscript><xsl:call-template name="content"/></subscript>
  </xsl:template>

  <xsl:template match="sup" mode="inline">
    <superscript><xsl:call-template name="content"/></superscript>
  </xsl:template>

  <xsl:template match="a[@href]" mode="inline">
    <link xlink:href="{@href}"><xsl:call-template name="content"/></link>
  </xsl:template>

  <!-- DocBook has no line break; its stylesheets read this instruction. -->
  <xsl:template match="br" mode="inline">
    <xsl:text> </xsl:text>
    <xsl:processing-instruction name="linebreak"/>
  </xsl:template>

  <xsl:template match="img[@src]" mode="inline">
    <inlinemediaobject><xsl:call-template name="image"/></inlinemediaobject>
  </xsl:template>

  <xsl:template match="*" mode="inline">
    <xsl:choose>
      <xsl:when test="@lang">
        <foreignphrase><xsl:call-template name="content"/></foreignphrase>
      </xsl:when>
      <xsl:when test="@dir or @id">
        <phrase><xsl:call-template name="content"/></phrase>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="inline"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
