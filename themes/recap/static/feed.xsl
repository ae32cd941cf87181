<?xml version="1.0" encoding="utf-8"?>
<!-- Shows a feed, Atom or RSS, as a page to those who open it in a browser. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:a="http://www.w3.org/2005/Atom" exclude-result-prefixes="a">
<xsl:output method="html" encoding="utf-8" doctype-system="about:legacy-compat"/>

<xsl:template match="/a:feed">
  <xsl:call-template name="page">
    <xsl:with-param name="title" select="a:title"/>
    <xsl:with-param name="home" select="a:link[@rel='alternate']/@href"/>
    <xsl:with-param name="items" select="a:entry"/>
  </xsl:call-template>
</xsl:template>

<xsl:template match="/rss">
  <xsl:call-template name="page">
    <xsl:with-param name="title" select="channel/title"/>
    <xsl:with-param name="home" select="channel/link"/>
    <xsl:with-param name="items" select="channel/item"/>
  </xsl:call-template>
</xsl:template>

<xsl:template name="page">
  <xsl:param name="title"/>
  <xsl:param name="home"/>
  <xsl:param name="items"/>
  <html lang="en">
    <head>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <title><xsl:value-of select="$title"/></title>
      <style>
        body { max-width: 38rem; margin: 2rem auto; padding: 0 1rem; font: 1.1rem/1.55 Charter, "Bitstream Charter", Cambria, serif }
        a { color: inherit }
        h1 { font-size: 1.6rem; line-height: 1.2 }
        ol { list-style: none; padding: 0 }
        li { margin: 1rem 0; padding-top: 1rem; border-top: 1px solid #8884 }
        time, p { display: block; font-family: Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", sans-serif; font-size: .9rem }
      </style>
    </head>
    <body>
      <main>
      <h1><xsl:value-of select="$title"/></h1>
      <p>This is a feed. Give its address to a feed reader, and new recaps come to you; or read them on <a href="{$home}">the site</a>.</p>
      <ol><xsl:apply-templates select="$items"/></ol>
      </main>
    </body>
  </html>
</xsl:template>

<xsl:template match="a:entry">
  <li><a href="{a:link[@rel='alternate']/@href}"><xsl:value-of select="a:title"/></a>
  <time datetime="{a:published}"><xsl:value-of select="substring(a:published, 1, 10)"/></time></li>
</xsl:template>

<xsl:template match="item">
  <li><a href="{link}"><xsl:value-of select="title"/></a>
  <time><xsl:value-of select="substring(pubDate, 6, 11)"/></time></li>
</xsl:template>
</xsl:stylesheet>
