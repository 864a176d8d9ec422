import { inject } from 'vitest';
import { openCluster } from '../contract/cluster.js';
import { describeClient } from '../contract/describe-client.js';

describeClient('client, against a cluster', () => openCluster(inject('kubeconfig'), 'contract'));
