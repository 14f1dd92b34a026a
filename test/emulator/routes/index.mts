import type { AuthServices } from '../auth/services.mts';
import type { Route } from '../types.mts';
import { aggregateRoutes } from './aggregate.mts';
import { attachmentRoutes } from './attachment.mts';
import type { AttachmentContent } from './attachment/content.mts';
import { batchRoutes } from './batch.mts';
import { oauthRoutes } from './oauth.mts';
import { tableRoutes } from './table.mts';

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
];
