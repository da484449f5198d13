/** Where the page of the simulator finds its parts, and what its policy admits. */
export interface PageParts {
  readonly script: string;
  readonly style: string;
  readonly cspSource: string;
  readonly nonce: string;
}

/** The HTML of the simulator: a title, a landmark to draw in and a policy that admits nothing but our own files. */
export function simulatorPage({ script, style, cspSource, nonce }: PageParts): string {
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
<title>Dropout Simulator</title>
</head>
<body>
<main id="simulator"></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
