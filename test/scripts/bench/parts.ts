export * from '../../../engine';
export { mayMatter } from '../../../server/service/read-document';
export { parsePython } from '../../../server/parse/python';
export { readFile } from '../../../server/read/read-file';
export { createService } from '../../../server/service/service';
export { completeSettings } from '../../../server/service/settings-complete';
