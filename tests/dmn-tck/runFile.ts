import { serve } from '../../bin/isolated';
import { runFile } from './suite';

serve(runFile);
