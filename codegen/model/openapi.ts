/** The part of an OpenAPI v3 document that the generator reads. */
export interface OpenApiDocument {
  readonly openapi?: unknown;
  readonly info?: { readonly title?: unknown; readonly version?: unknown };
  readonly paths?: { readonly [path: string]: unknown };
  readonly components?: { readonly schemas?: { readonly [apiName: string]: OpenApiSchema } };
}

export interface OpenApiSchema {
  readonly type?: string;
  readonly format?: string;
  readonly $ref?: string;
  readonly allOf?: readonly OpenApiSchema[];
  readonly oneOf?: readonly OpenApiSchema[];
  readonly items?: OpenApiSchema;
  readonly additionalProperties?: OpenApiSchema;
  readonly properties?: { readonly [name: string]: OpenApiSchema };
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: string;
  readonly 'x-kubernetes-patch-merge-key'?: string;
  readonly 'x-kubernetes-patch-strategy'?: string;
  readonly 'x-kubernetes-unions'?: readonly {
    readonly discriminator?: string;
    readonly 'fields-to-discriminateBy'?: { readonly [field: string]: string };
  }[];
}

/** Schemas that are scalars to us, whatever the document makes of them. */
export const scalarSchemas = new Map([
  ['io.k8s.apimachinery.pkg.api.resource.Quantity', 'quantity'],
  ['io.k8s.apimachinery.pkg.util.intstr.IntOrString', 'intOrString'],
  ['io.k8s.apimachinery.pkg.apis.meta.v1.Time', 'time'],
] as const);

/** `EnvVar` of `io.k8s.api.core.v1.EnvVar`. */
export function shortName(apiName: string): string {
  return apiName.slice(apiName.lastIndexOf('.') + 1);
}

/** The key in `components.schemas` that a schema points to, also through a one-element `allOf`. */
export function referencedName(schema: OpenApiSchema): string | undefined {
  const ref = schema.$ref ?? (schema.allOf?.length === 1 ? schema.allOf[0]?.$ref : undefined);
  return ref?.slice(ref.lastIndexOf('/') + 1);
}
