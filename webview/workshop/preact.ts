import { borrowed } from '../lent';

/** Stands for Preact in a program that is loaded later; the build puts it in the place of the package. */
export const { h, Fragment, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } =
  borrowed();
