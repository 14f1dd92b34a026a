import type { Operations, Resource } from '../operation';
import { deleteAttachment } from './delete';
import { download } from './download';
import { get } from './get';
import { getAll } from './getAll';
import { rename } from './rename';
import { upload } from './upload';

export const attachment: Resource<Operations['attachment']> = {
	option: { name: 'Attachment', description: 'A file that hangs on a record' },
	operations: { delete: deleteAttachment, download, get, getAll, rename, upload },
};
