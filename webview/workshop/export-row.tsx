import {
  bitmapFile,
  dataFile,
  pictureFile,
  tableFile,
  type ExportedFile,
  type Exportable,
} from './export';
import type { Store } from '../store';

/** Buttons that save a part of the view in four forms. */
export function ExportRow({ store, label, what }: ExportRowProps) {
  const save = async (file: ExportedFile | Promise<ExportedFile>): Promise<void> =>
    store.post(await file);
  return (
    <div class="row export">
      <span class="note">{label}</span>
      <button onClick={() => void save(pictureFile(what()))}>SVG</button>
      <button onClick={() => void save(bitmapFile(what()))}>PNG</button>
      <button onClick={() => void save(tableFile(what()))}>CSV</button>
      <button onClick={() => void save(dataFile(what()))}>JSON</button>
    </div>
  );
}

interface ExportRowProps {
  readonly store: Store;
  readonly label: string;
  /** Gathered only when it is asked for. */
  readonly what: () => Exportable;
}
