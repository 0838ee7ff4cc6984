import { serve } from '../../bin/apart';
import { runFile } from './suite';

serve(runFile);
