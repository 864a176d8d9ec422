export { type Minor, minors, newestMinor } from '../generated/minors.js';
export * from '../generated/v1.37/index.js';
