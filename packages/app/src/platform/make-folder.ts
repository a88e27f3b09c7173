import { mkdir, mkdtemp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from './errors.ts';

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? String(error);

/** `mkdir -p` that ends: Node's own recursive mode tries for ever where a parent exists but takes no children. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return;
    const parent = dirname(folder);
    if (code !== 'ENOENT' || parent === folder) throw error;
    await makeFolder(parent);
    await mkdir(folder);
  }
}

/** A new hidden folder inside `folder`, which is made if need be. */
export async function makeFolderInside(folder: string, prefix: string): Promise<string> {
  try {
    await makeFolder(folder);
    return await mkdtemp(join(folder, prefix));
  } catch (error) {
    throw new AppError('unavailable', 'cli.error.out_not_writable', { folder, text: codeOf(error) });
  }
}
