import type { IDataObject } from 'n8n-workflow';
import type { Metadata } from '../../domain/attachment/attachment';
import { knownColumns, simplified } from '../../domain/values/simple/simplified';
import type { Item } from '../../properties/item/item';
import { isSimplified } from '../../properties/output/form';

const SHOWN = knownColumns('sys_attachment') ?? new Map();

/** What is known of a file as the user wants it. @throws InputError */
export function attachmentShape(item: Item): (metadata: Metadata) => IDataObject {
	return isSimplified(item) ? (metadata) => simplified(metadata, SHOWN) : (metadata) => metadata;
}
