/**
 * Texts that only their makers can make: whatever else is put in their place does not compile. Each maker checks what it is given, and
 * `test/unit/structure.test.mts` knows all of them.
 */
declare const made: unique symbol;

/** A path whose values cannot change the endpoint: from `apiPath`, or from `instancePath` where the user writes it. */
export type ApiPath = string & { readonly [made]: 'path' };

/** Terms of a query whose values cannot change it: from `domain/encodedQuery`. */
export type EncodedQuery = string & { readonly [made]: 'query' };
