import type { AuthServices } from '../auth/services.mts';
import type { Route } from '../types.mts';
import { aggregateRoutes } from './aggregate.mts';
import { attachmentRoutes } from './attachment.mts';
import type { AttachmentContent } from './attachment/content.mts';
import { batchRoutes } from './batch.mts';
import { catalogRoutes } from './catalog.mts';
import { changeRoutes } from './change.mts';
import { cmdbRoutes } from './cmdb.mts';
import { identifyReconcileRoutes } from './identifyReconcile.mts';
import { knowledgeRoutes } from './knowledge.mts';
import { emailRoutes } from './email.mts';
import { importSetRoutes } from './importSet.mts';
import { oauthRoutes } from './oauth.mts';
import { tableRoutes } from './table.mts';
import { tinyUrlRoutes } from './tinyUrl.mts';

export interface RouteServices {
	auth: AuthServices;
	content: AttachmentContent;
}

/** Everything the instance answers to; the emulator's own controls stand apart. */
export const instanceRoutes = ({ auth, content }: RouteServices): Route[] => [
	...oauthRoutes(auth),
	...tableRoutes,
	...aggregateRoutes,
	...attachmentRoutes(content),
	...batchRoutes,
	...changeRoutes,
	...cmdbRoutes,
	...identifyReconcileRoutes,
	...knowledgeRoutes(content),
	...catalogRoutes,
	...importSetRoutes,
	...emailRoutes,
	...tinyUrlRoutes,
];
