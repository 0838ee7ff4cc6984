import { keep } from './kept';

/** `npm run plays:keep -- NAME [FOLDER]`: keeps the definitions of a folder, by default the shipped ones, as an earlier version. */
const [name, folder] = process.argv.slice(2);
if (!name) {
  process.stderr.write('npm run plays:keep -- NAME [FOLDER]\n');
  process.exit(2);
}
await keep(name, folder);
