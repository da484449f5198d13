import { frameworkPasses } from '../../engine/experiments/framework-passes';
import { handOver, isPage } from '../program';
import { provideStreams } from './provided';

if (isPage) handOver();
else provideStreams(frameworkPasses);
