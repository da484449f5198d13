import type { ApiFact } from '../model/fact';
import { attentionKernels } from './attention-kernels';
import { ecosystem } from './ecosystem';
import { equinoxRows } from './equinox';
import { flaxLinen } from './flax-linen';
import { flaxNnx } from './flax-nnx';
import { haikuRows } from './haiku';
import { jaxRows } from './jax';
import { jaxArray } from './jax-array';
import { kerasFunctions } from './keras-functions';
import { kerasLayers } from './keras-layers';
import { kerasStructure } from './keras-structure';
import { lightning } from './lightning';
import { mindsporeRows } from './mindspore';
import { mlxRows } from './mlx';
import { mxnetRows } from './mxnet';
import { paddleRows } from './paddle';
import { peft } from './peft';
import { tensorflowRows } from './tensorflow';
import { tensorflowGraphs } from './tensorflow-graphs';
import { tfjsLayers } from './tfjs-layers';
import { tfjsOps } from './tfjs-ops';
import { tfjsStructure } from './tfjs-structure';
import { timm } from './timm';
import { tinygradRows } from './tinygrad';
import { torchFunctional } from './torch-functional';
import { torchFunctionalActivations } from './torch-functional-activations';
import { torchGeometric } from './torch-geometric';
import { torchGeometricConvolutions } from './torch-geometric-convolutions';
import { torchNnLayers } from './torch-nn';
import { torchNnFunctions } from './torch-nn-functions';
import { torchNnStructure } from './torch-nn-structure';
import { torchRun } from './torch-run';
import { torchTensor } from './torch-tensor';
import { torchvision } from './torchvision';
import { transformers } from './transformers';

/** All rows of the knowledge base. */
export const facts: readonly ApiFact[] = [
  ...torchNnLayers,
  ...torchNnFunctions,
  ...torchNnStructure,
  ...torchFunctional,
  ...torchFunctionalActivations,
  ...torchTensor,
  ...torchRun,
  ...attentionKernels,
  ...torchvision,
  ...timm,
  ...torchGeometric,
  ...torchGeometricConvolutions,
  ...lightning,
  ...transformers,
  ...peft,
  ...ecosystem,
  ...jaxRows,
  ...jaxArray,
  ...flaxLinen,
  ...flaxNnx,
  ...haikuRows,
  ...equinoxRows,
  ...tfjsLayers,
  ...tfjsStructure,
  ...tfjsOps,
  ...kerasLayers,
  ...kerasStructure,
  ...kerasFunctions,
  ...tensorflowRows,
  ...tensorflowGraphs,
  ...mindsporeRows,
  ...mlxRows,
  ...mxnetRows,
  ...paddleRows,
  ...tinygradRows,
];
