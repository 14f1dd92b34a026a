import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { Delivery } from '../../types.mts';
import { aCount, aFlag, optional } from '../fields.mts';
import { instead, kind } from '../kind.mts';
import { begin } from './head.mts';

const JSON_TYPE = 'application/json;charset=UTF-8';
const MEGABYTE = 1_048_576;
const ROWS = '{"sys_id":"00000000000000000000000000000000","short_description":"and so on"},'.repeat(200);

function* rows(): Generator<string> {
	yield '{"result":[';
	for (;;) yield ROWS;
}

/** Members of gzip stand one behind the other, and unpack to one text: a megabyte of blanks takes a kilobyte. */
function* bomb(megabytes: number): Generator<Buffer> {
	yield gzipSync('{"result":[{"short_description":"');
	const member = gzipSync(Buffer.alloc(MEGABYTE, ' '), { level: 9 });
	for (let sent = 0; sent < megabytes; sent += 1) yield member;
	yield gzipSync('"}]}');
}

/** As fast as the other side reads, until it has enough. */
const flowing =
	(source: () => Iterable<string | Buffer>, headers: Record<string, string> = {}): Delivery =>
	(wire, answer) => {
		begin(wire, { ...answer, headers: { ...answer.headers, 'content-type': JSON_TYPE, ...headers } });
		const stream = Readable.from(source());
		wire.once('close', () => stream.destroy());
		stream.pipe(wire);
	};

const answering = (deliver: Delivery, work = false) => instead(() => ({ status: 200, faulty: { deliver } }), { work });

/** A list that never ends. */
export const endless = kind<'endless'>({
	fields: { work: optional(aFlag) },
	start: ({ work }) => answering(flowing(rows), work),
});

/** A small answer that unpacks to a huge one. */
export const gzipBomb = kind<'gzip-bomb'>({
	fields: { megabytes: aCount, work: optional(aFlag) },
	start: ({ megabytes, work }) =>
		answering(
			flowing(() => bomb(megabytes), { 'content-encoding': 'gzip' }),
			work,
		),
});
