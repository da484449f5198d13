/** The bundled text of a worker, made by a plugin of the build. */
declare module '*?worker' {
  const source: string;
  export default source;
}

/** A style sheet that the build puts beside the script. */
declare module '*.css';
