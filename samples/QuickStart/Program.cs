using QuickStart;

return await Walk.RunAsync(args, Console.Out, Console.Error);
