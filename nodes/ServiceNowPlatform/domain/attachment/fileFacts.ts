import type { ApiRequest, ApiResponse } from '../api/request';
import { bytes, metadataHeader, ownType } from './attachment';

/** What the headers of an answer tell of the file that it is; a file without a name is named after its path. */
export function fileFacts({ path }: ApiRequest, answer: ApiResponse) {
	const { file_name, content_type, size_bytes } = metadataHeader(answer) ?? {};
	const type = content_type ?? answer.headers['content-type'];
	const [place = ''] = path.split('?');
	return {
		fileName: cleanName(
			String(file_name ?? (nameIn(answer.headers['content-disposition']) || place.split('/').at(-1))),
		),
		mimeType: typeof type === 'string' ? ownType(type.split(';')[0]) : undefined,
		// The length of a packed answer is not that of the file.
		size: bytes(size_bytes),
	};
}

/** A server's word goes into what other nodes read: without lines, marks of direction and other characters that show nothing. */
export function cleanName(name: string): string {
	return name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim();
}

/** The name in `attachment; filename="report.pdf"`; the form with an encoding is the better one where there are both. */
function nameIn(disposition = ''): string {
	const encoded = /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(disposition)?.[1];
	if (encoded !== undefined) return decoded(encoded);
	const [, quoted, plain = ''] = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(disposition) ?? [];
	// Header values are read byte by byte; a name in UTF-8 has to be put together again.
	return Buffer.from(quoted?.replace(/\\(.)/g, '$1') ?? plain, 'latin1').toString('utf8');
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
