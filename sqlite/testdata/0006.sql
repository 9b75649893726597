UPDATE visitors SET device = '{"engine":"wasm"}';
