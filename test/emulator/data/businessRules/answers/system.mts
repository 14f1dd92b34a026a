/** `gs`, dates, codes. */
import { createHmac, randomBytes } from 'node:crypto';
import { displayDateTime, fromMillis, parseDateTime, toWallClock, userFormat } from '../../time.mts';
import { syslog } from '../syslog.mts';
import { textOf } from './context.mts';
import type { Answer, Asking } from './context.mts';

export const property: Answer = ({ view: { engine } }, given) => engine.property(textOf(given, 'name')) ?? null;

export const log: Answer = ({ view: { engine }, rule }, given) => {
	syslog(engine, textOf(given, 'level'), textOf(given, 'message'), textOf(given, 'source') || rule.name);
	return null;
};

const HASHES: Readonly<Record<string, string>> = {
	hmacsha256: 'sha256',
	hmacsha1: 'sha1',
	hmacmd5: 'md5',
	hmacsha512: 'sha512',
};

/** The key has to be base64 (documented). Which characters beyond ASCII the data may have is not: UTF-8 here. */
export const mac: Answer = (_asking, given) => {
	const algorithm = textOf(given, 'algorithm');
	const hash = HASHES[algorithm.toLowerCase()];
	if (!hash) throw new Error(`Algorithm ${algorithm} not available`);
	const key = textOf(given, 'key');
	if (key === '' || Buffer.from(key, 'base64').toString('base64') !== key)
		throw new Error('The key is not valid base64');
	return createHmac(hash, Buffer.from(key, 'base64')).update(textOf(given, 'data'), 'utf8').digest('base64');
};

export const base64: Answer = (_asking, given) => Buffer.from(textOf(given, 'value'), 'utf8').toString('base64');
export const unbase64: Answer = (_asking, given) => Buffer.from(textOf(given, 'value'), 'base64').toString('utf8');
export const guid: Answer = () => randomBytes(16).toString('hex');

const utcOf = ({ view: { engine } }: Asking): string => fromMillis(engine.clock.now());
const formatOf = ({ view: { engine }, session }: Asking) => userFormat(session.user, engine.property);

export const now: Answer = ({ view: { engine } }) => engine.clock.now();
export const utc: Answer = utcOf;
export const local: Answer = (asking, given) =>
	displayDateTime(textOf(given, 'value') || utcOf(asking), formatOf(asking));
export const localDay: Answer = (asking) => toWallClock(utcOf(asking), formatOf(asking).zone).slice(0, 10);
export const fromLocal: Answer = (asking, given) => parseDateTime(textOf(given, 'value'), formatOf(asking));
