export { applyImport } from './apply-import';
export { importHazards } from './import-hazards';
export { planImport, registerFromFile } from './plan-import';
export { readRegister } from './read-register';
export { RegisterFileError } from './register-file';
