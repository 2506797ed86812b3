/** What the page is put together from. */
export interface PageParts {
  /** Content security policy, which names the digests of the other two. */
  readonly policy: string
  readonly style: string
  readonly script: string
}

/** The whole page; its texts are put in by the script, in the language of the reader. */
export function pageHtml({ policy, style, script }: PageParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Symbolon</title>
<style>${style}</style>
</head>
<body>
<main>
<p><button type="button" id="el" lang="el">Ελληνικά</button> <button type="button" id="en" lang="en">English</button></p>
<h1 id="title"></h1>
<p id="about"></p>
<noscript>
<p lang="en">This page needs JavaScript, which stands in the page itself.</p>
<p lang="el">Η σελίδα χρειάζεται JavaScript, που περιέχεται στην ίδια.</p>
</noscript>
<label for="file" id="askFile"></label>
<input type="file" id="file">
<label for="policy" id="askPolicy"></label>
<input type="file" id="policy">
<section id="result" aria-live="polite" hidden>
<h2 id="verdict"></h2>
<ul id="checks"></ul>
<p id="advice"></p>
<dl id="facts"></dl>
<details id="more" hidden><summary id="whole"></summary><pre id="body"></pre></details>
</section>
</main>
<script>${script}</script>
</body>
</html>
`
}
