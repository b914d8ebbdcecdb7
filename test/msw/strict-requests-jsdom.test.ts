// @vitest-environment jsdom
import { describeStrictRequests } from './describe-strict-requests.ts';

describeStrictRequests('jsdom');
