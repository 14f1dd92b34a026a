import type { Operations, Resource } from '../operation';
import { deleteAttachment } from './delete.operation';
import { download } from './download.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { rename } from './rename.operation';
import { upload } from './upload.operation';

export const attachment: Resource<Operations['attachment']> = {
	option: { name: 'Attachment', description: 'A file attached to a record' },
	operations: { delete: deleteAttachment, download, get, getAll, rename, upload },
};
