/** The languages of documents that are looked at; package.json names them too. */
export const languages = [
  'python',
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
  'vue',
  'svelte',
  'html',
] as const;
