print("komet")
