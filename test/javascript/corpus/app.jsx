import React, { useEffect, useRef, useState } from 'react';
import * as tf from '@tensorflow/tfjs';

export default function App({ units = 16, onDone }) {
  const model = useRef(null);
  const [rate, setRate] = useState(0.3);

  useEffect(() => {
    const next = tf.sequential();
    next.add(tf.layers.dense({ units, inputShape: [3], activation: 'relu' }));
    next.add(tf.layers.dropout({ rate }));
    next.add(tf.layers.dense({ units: 1 }));
    model.current = next;
    return () => next.dispose();
  }, [units, rate]);

  return (
    <>
      <input type="range" value={rate} onChange={(event) => setRate(+event.target.value)} />
      {rate > 0.5 && <p className="hint">That is {100 * rate} %</p>}
      <button onClick={async () => onDone(await model.current.predict(tf.ones([1, 3])).data())}>
        Predict
      </button>
    </>
  );
}
