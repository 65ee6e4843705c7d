"""Die Rechenmaschine formualizer: laden, rechnen, ablesen, und was sie dabei von uns ruft."""
