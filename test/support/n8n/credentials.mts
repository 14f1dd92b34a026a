import {
	type ICredentialDataDecryptedObject,
	ICredentialsHelper,
	type ICredentialType,
	type IDataObject,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeProperties,
	isExpression,
	NodeHelpers,
	UserError,
	Workflow,
} from 'n8n-workflow';
import { nodeTypes } from './nodeTypes.mts';

/** The parent type of every OAuth2 credential, as n8n ships it: what its core reads, with its defaults. */
const oAuth2Api: ICredentialType = {
	name: 'oAuth2Api',
	displayName: 'OAuth2 API',
	properties: [
		{ displayName: 'Grant Type', name: 'grantType', type: 'options', options: [], default: 'authorizationCode' },
		{ displayName: 'Authorization URL', name: 'authUrl', type: 'string', default: '' },
		{ displayName: 'Access Token URL', name: 'accessTokenUrl', type: 'string', default: '' },
		{ displayName: 'Client ID', name: 'clientId', type: 'string', default: '' },
		{ displayName: 'Client Secret', name: 'clientSecret', type: 'string', default: '' },
		{ displayName: 'Scope', name: 'scope', type: 'string', default: '' },
		{ displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'string', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'options', options: [], default: 'header' },
		{
			displayName: 'Send Additional Body Properties',
			name: 'sendAdditionalBodyProperties',
			type: 'boolean',
			default: false,
			displayOptions: { show: { grantType: ['clientCredentials'], authentication: ['body'] } },
		},
		{ displayName: 'Additional Body Properties', name: 'additionalBodyProperties', type: 'json', default: '' },
		{ displayName: 'oauthTokenData', name: 'oauthTokenData', type: 'json', default: {} },
	],
};

/** Fields whose stored value n8n drops where the type declares them hidden: the type's default counts. */
const PINNED = ['authUrl', 'accessTokenUrl', 'grantType', 'authentication', 'scope', 'authQueryParameters'];

const expressionNode: INode = {
	id: 'credential',
	name: 'credential',
	typeVersion: 1,
	type: 'test.items',
	position: [0, 0],
	parameters: {},
};

/** Since 2.40 n8n keeps a credential's own requests to the domains that it allows. */
function withinDomains(
	{ helpers }: IHttpRequestHelper,
	{ allowedHttpRequestDomains, allowedDomains }: ICredentialDataDecryptedObject,
): IHttpRequestHelper {
	if (allowedHttpRequestDomains !== 'domains') return { helpers };
	const httpRequest = async (options: IHttpRequestOptions) => {
		if (!allowedDomains) throw new UserError('No allowed domains specified. Configure allowed domains or change it.');
		return await helpers.httpRequest({ ...options, allowedDomains: String(allowedDomains) });
	};
	return { helpers: { httpRequest } } as IHttpRequestHelper;
}

/** The hidden field that a type's sign-in before a request fills in. */
function expirableOf({ properties }: ICredentialType): INodeProperties | undefined {
	return properties.find(({ type, typeOptions }) => type === 'hidden' && typeOptions?.expirable === true);
}

/** The node that n8n puts around the test of a credential. */
function isTested(node: INode): boolean {
	return node.parameters.temp === '' && node.type === 'n8n-nodes-base.noOp';
}

/**
 * n8n's credentials service with a map in place of its database. Data is stored as text, read again and completed on every access as the
 * real one does, so that a token saved by one request is what the next one reads.
 */
export class CredentialStore extends ICredentialsHelper {
	/** Credential id → its data as JSON. */
	private readonly entities = new Map<string, string>();
	/** How often stored data was replaced. */
	saves = 0;
	/** As n8n before 2.33: it does not keep when an OAuth2 token ends, and it stores whatever a sign-in had in hand. */
	older = false;

	private readonly types: ICredentialType[];

	constructor(types: ICredentialType[]) {
		super();
		this.types = types;
	}

	async add(
		_type: string,
		data: ICredentialDataDecryptedObject,
		id = crypto.randomUUID(),
	): Promise<INodeCredentialsDetails> {
		this.entities.set(id, JSON.stringify(data));
		return { id, name: `Credential ${id}` };
	}

	async stored(id: string): Promise<ICredentialDataDecryptedObject> {
		const data = this.entities.get(id);
		if (data === undefined) throw new Error(`No credential ${id}`);
		return JSON.parse(data) as ICredentialDataDecryptedObject;
	}

	async change(id: string, data: ICredentialDataDecryptedObject): Promise<void> {
		this.entities.set(id, JSON.stringify({ ...(await this.stored(id)), ...data }));
	}

	getParentTypes(name: string): string[] {
		return this.type(name).extends ?? [];
	}

	async getCredentials(): Promise<never> {
		throw new Error('The engine reads credentials by getDecrypted');
	}

	async getDecrypted(
		_additionalData: unknown,
		details: INodeCredentialsDetails,
		type: string,
		_mode: unknown,
		_executeData?: unknown,
		raw?: boolean,
	): Promise<ICredentialDataDecryptedObject> {
		const original = await this.stored(details.id ?? '');
		return raw === true ? original : await this.complete(type, original);
	}

	/** Defaults filled in and expressions resolved. */
	async complete(type: string, original: ICredentialDataDecryptedObject): Promise<ICredentialDataDecryptedObject> {
		const properties = this.getCredentialsProperties(type);
		const hidden = (field: string) =>
			properties.some((property) => property.name === field && property.type === 'hidden');
		const kept = Object.fromEntries(
			Object.entries(original).filter(([field]) => !(PINNED.includes(field) && hidden(field))),
		);
		const complete = NodeHelpers.getNodeParameters(
			properties,
			kept as never,
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
		for (const field of ['oauthTokenData', 'allowedHttpRequestDomains', 'allowedDomains']) {
			if (original[field] !== undefined) complete[field] = original[field];
		}
		const workflow = new Workflow({ nodes: [expressionNode], connections: {}, active: false, nodeTypes });
		return workflow.expression.getComplexParameterValue(
			expressionNode,
			complete as never,
			'internal',
			{},
			undefined,
			undefined,
			complete,
		) as ICredentialDataDecryptedObject;
	}

	/** This store as a credential test sees it: what stands in the form counts; stored data is read as it is only. */
	withForm(form: ICredentialDataDecryptedObject): ICredentialsHelper {
		const getDecrypted: CredentialStore['getDecrypted'] = async (data, details, type, mode, executeData, raw) =>
			raw === true ? await this.getDecrypted(data, details, type, mode, executeData, raw) : form;
		return new Proxy(this, {
			get: (target, name) => {
				const value: unknown = name === 'getDecrypted' ? getDecrypted : Reflect.get(target, name);
				return typeof value === 'function' ? value.bind(target) : value;
			},
		});
	}

	getCredentialsProperties(name: string): INodeProperties[] {
		const combined: INodeProperties[] = [];
		const type = this.type(name);
		for (const parent of type.extends ?? [])
			NodeHelpers.mergeNodeProperties(combined, this.getCredentialsProperties(parent));
		NodeHelpers.mergeNodeProperties(combined, type.properties);
		return combined;
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(data: ICredentialDataDecryptedObject, typeName: string, requestOptions: never): Promise<never> {
		const { authenticate } = this.type(typeName);
		if (typeof authenticate === 'function') return (await authenticate(data, requestOptions)) as never;
		if (authenticate === undefined) return requestOptions;
		const workflow = new Workflow({ nodes: [expressionNode], connections: {}, active: false, nodeTypes });
		const resolve = (value: unknown) =>
			isExpression(value)
				? workflow.expression.getSimpleParameterValue(expressionNode, value as never, 'internal', {
						$credentials: data,
					})
				: value;
		const target = requestOptions as Record<string, Record<string, unknown>>;
		for (const [part, values] of Object.entries(authenticate.properties)) {
			const slot = (target[part] ??= {});
			for (const [key, value] of Object.entries(values as IDataObject)) slot[String(resolve(key))] = resolve(value);
		}
		return requestOptions;
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		data: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		expired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.type(typeName);
		const expirable = expirableOf(type);
		if (expirable === undefined || type.preAuthentication === undefined) return undefined;
		const isUsable = data[expirable.name] !== '' && !expired;
		if (isUsable && !isTested(node)) return undefined;
		const output = (await type.preAuthentication.call(
			withinDomains(helpers, data),
			data,
		)) as ICredentialDataDecryptedObject;
		if (output[expirable.name] === undefined) return undefined;
		await this.keep(node.credentials?.[typeName], typeName, data, output);
		return Object.assign(data, output);
	}

	private async keep(
		details: INodeCredentialsDetails | undefined,
		typeName: string,
		data: ICredentialDataDecryptedObject,
		output: ICredentialDataDecryptedObject,
	): Promise<void> {
		const whole = this.older ? data : await this.stored(String(details?.id));
		if (details?.id) await this.updateCredentials(details, typeName, { ...whole, ...output });
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async updateCredentials(
		details: INodeCredentialsDetails,
		_type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.saves++;
		await this.change(details.id ?? '', data);
	}

	async updateCredentialsOauthTokenData(
		details: INodeCredentialsDetails,
		_type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.saves++;
		const { n8n_expires_at, ...token } = data.oauthTokenData as IDataObject;
		const kept = this.older || n8n_expires_at === undefined ? token : { ...token, n8n_expires_at };
		await this.change(details.id ?? '', { oauthTokenData: kept as never });
	}

	type(name: string): ICredentialType {
		const type = [oAuth2Api, ...this.types].find((candidate) => candidate.name === name);
		if (type === undefined) throw new Error(`No credential type ${name}`);
		return type;
	}
}
