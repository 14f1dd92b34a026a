/** What a rule has to know to ring. */
export interface Bell {
	/** Where n8n listens. */
	url: string;
	/** Base64. */
	secret: string;
	/** User whose changes are not rung for; '' where all are. */
	muteFor: string;
	/** MID server that makes the call; '' where the instance does. */
	midServer: string;
	/** Milliseconds since the epoch after which the rule rings no more; 0 for ever. */
	until: number;
	/** It says which record was deleted, in a rule that runs with the deletion: a later one knows no record any more. */
	tellsDeleted: boolean;
}

const SETTINGS: Array<[name: keyof Bell, meaning: string]> = [
	['url', 'the production URL of the trigger'],
	['secret', 'the secret, Base64'],
	['muteFor', 'user whose changes n8n is not told of'],
	['midServer', 'MID server that makes the call'],
	['until', 'when it ends, in milliseconds; 0: never'],
	['tellsDeleted', 'whether it says which record was deleted, in a rule that runs "after"'],
];

/**
 * The script of the rule, in ES5. It carries no data: n8n reads the records itself. A call costs a background worker five seconds at most,
 * and nobody's save waits for it; what goes wrong is logged in one line. Only ASCII is signed: the character set of the MAC is not documented.
 */
export function scriptOf(bell: Bell): string {
	const settings = SETTINGS.map(([name, meaning]) => `\tvar ${name} = ${JSON.stringify(bell[name])}; // ${meaning}`);
	return `(function () {
${settings.join('\n')}
	try {
		if (until > 0 && new Date().getTime() > until) { return; }
		var hasRecord = typeof current !== 'undefined' && current;
		var who = tellsDeleted ? gs.getUserName() : hasRecord ? String(current.sys_updated_by) : '';
		if (muteFor && who === muteFor) { return; }
		var time = String(Math.floor(new Date().getTime() / 1000));
		var deleted = tellsDeleted ? ',"id":"' + current.sys_id + '","class":"' + current.getRecordClassName() + '","by":"' + encodeURIComponent(who) + '"' : '';
		var body = '{"v":1,"t":' + time + ',"n":"' + gs.generateGUID() + '"' + deleted + '}';
		var mac = new GlideCertificateEncryption().generateMac(secret, 'HmacSHA256', time + '.' + body);
		var message = new sn_ws.RESTMessageV2();
		message.setEndpoint(url);
		message.setHttpMethod('post');
		message.setHttpTimeout(5000);
		message.setRequestHeader('Content-Type', 'application/json');
		message.setRequestHeader('X-N8n-Timestamp', time);
		message.setRequestHeader('X-N8n-Signature', 'v1=' + mac);
		if (midServer) { message.setMIDServer(midServer); }
		message.setRequestBody(body);
		if (tellsDeleted) { message.executeAsync(); return; }
		var response = message.execute();
		if (response.getStatusCode() !== 202) { gs.warn('n8n did not hear the bell: ' + response.getStatusCode()); }
	} catch (problem) {
		gs.warn('n8n could not be rung: ' + problem);
	}
})();
`;
}

/** As an administrator gets it. */
export const SCRIPT_TO_PASTE = scriptOf({
	...{ url: 'PRODUCTION URL', secret: 'SECRET', muteFor: '', midServer: '' },
	...{ until: 0, tellsDeleted: false },
});
