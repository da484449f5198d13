/** Where a page finds its parts, and what its policy admits. */
export interface PageParts {
  readonly script: string;
  readonly style: string;
  readonly cspSource: string;
  readonly nonce: string;
}

/** What tells one page from another. */
export interface PageKind {
  readonly title: string;
  /** The id of the element that the page is drawn into. */
  readonly landmark: string;
  /** A module may load parts of itself later. */
  readonly type?: 'module' | 'text/javascript';
}

/** The HTML of a view: a title, a landmark to draw in and a policy that admits nothing but our own files. */
export function webviewPage(
  { title, landmark, type = 'text/javascript' }: PageKind,
  { script, style, cspSource, nonce }: PageParts,
): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `img-src ${cspSource} data: blob:`,
    'worker-src blob:',
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>${title}</title>
</head>
<body>
<main id="${landmark}"></main>
<script type="${type}" nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
