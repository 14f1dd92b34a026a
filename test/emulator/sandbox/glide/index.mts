/** The API as text, for a sandbox that has no modules. A script sees what `install` puts in its way, and no helper. */
import { chanceOf, clocked } from './chance.mts';
import { GlideCertificateEncryption, GlideStringUtil } from './crypto.mts';
import { GlideDateTime } from './dateTime.mts';
import { elementOf, GlideElement } from './element.mts';
import { text } from './host.mts';
import { INSTALL } from './install.mts';
import { encoded } from './query.mts';
import { GlideRecord, proxyOf, RecordCore } from './record.mts';
import { RESTMessageV2, RESTResponseV2 } from './rest.mts';
import { filled, GlideSystem } from './system.mts';

const PARTS = [
	text,
	chanceOf,
	clocked,
	encoded,
	GlideDateTime,
	GlideElement,
	elementOf,
	RecordCore,
	proxyOf,
	GlideRecord,
	filled,
	GlideSystem,
	GlideCertificateEncryption,
	GlideStringUtil,
	RESTResponseV2,
	RESTMessageV2,
];

export const GLIDE = `(function () {
	const inside = {};
	${PARTS.map(String).join('\n')}
	${INSTALL.map(String).join('\n')}
	return install;
})()`;
