export { applyImport } from './apply-import';
export { planImport, registerFromFile } from './plan-import';
export { readRegister } from './read-register';
