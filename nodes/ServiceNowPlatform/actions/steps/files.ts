import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';

/** How several files are put out. */
export const filesOutput: INodeProperties = {
	displayName: 'Output Items',
	name: 'outputItems',
	type: 'options',
	options: [
		{ name: 'One Item per File', value: 'items' },
		{
			name: 'One Item With All Files',
			value: 'fields',
			description: 'The files are in fields with a number behind the name: data_0, data_1 and so on',
		},
	],
	default: 'items',
	description: 'How the files are spread over items',
};

interface Arrangement<File> {
	/** Name of the binary field. */
	field: string;
	/** All files go into one item. */
	isOneItem: boolean;
	/** What that item says of them all. */
	about: IDataObject;
	/** The file, in this binary field. */
	fetch(file: File, field: string): Promise<INodeExecutionData>;
}

/** Fetches files one after the other and puts them into items as the user wants them. */
export async function arranged<File>(
	files: File[],
	{ field, isOneItem, about, fetch }: Arrangement<File>,
): Promise<INodeExecutionData[]> {
	const items: INodeExecutionData[] = [];
	for (const [index, file] of files.entries()) items.push(await fetch(file, isOneItem ? `${field}_${index}` : field));
	if (!isOneItem) return items;
	const binary = Object.assign({}, ...items.map((item) => item.binary)) as INodeExecutionData['binary'];
	return [{ json: { ...about, attachments: items.map(({ json }) => json) }, binary }];
}
