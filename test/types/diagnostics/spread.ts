// says: cannot be set for an Ephemeral Container
import { ephemeralContainer } from 'ephemeral-containers';

const container = { name: 'app', image: 'example/app:1', ports: [{ containerPort: 8080 }] };

export const debugging = ephemeralContainer({ ...container, name: 'debugger' });
