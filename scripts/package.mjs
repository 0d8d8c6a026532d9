// `npm run package`: installs what is missing, makes the package and says where it is.
import { bootstrap } from './bootstrap.mjs';
import { packageExtension } from './packageExtension.mjs';

await bootstrap();
console.log(await packageExtension());
