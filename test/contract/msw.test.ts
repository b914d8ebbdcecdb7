import { describeMsw } from './by-msw.ts';

describeMsw('msw in Node');
