import type { SampleCase } from '../sampleReplay.mts';
import { attachmentCases } from './attachment.mts';
import { catalogCases } from './catalog.mts';
import { changeCases } from './change.mts';
import { cmdbCases } from './cmdb.mts';
import { oauthCases } from './oauth.mts';
import { platformCases } from './platform.mts';
import { recordCases } from './records.mts';
import { tableCases } from './table.mts';

export const sampleCases: Record<string, SampleCase> = {
	...tableCases,
	...attachmentCases,
	...platformCases,
	...oauthCases,
	...recordCases,
	...catalogCases,
	...changeCases,
	...cmdbCases,
};
