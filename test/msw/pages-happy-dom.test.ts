// @vitest-environment happy-dom
import { describePages } from './describe-pages.ts';

describePages('happy-dom');
