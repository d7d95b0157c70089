"""Tips as they come: what is said reaches everybody who looks on."""
