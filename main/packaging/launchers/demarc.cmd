@echo off
rem Demarc, as it lies in this folder: a double-click opens it in the browser, "demarc help" lists its command line.
setlocal
set "DEMARC_EDITION=portable"
"%~dp0node\node.exe" "%~dp0app\main\hosts\cli\bin.mjs" %*
set "status=%ERRORLEVEL%"
rem The window of a double-click would close over what it said.
if not "%status%"=="0" if "%~1"=="" pause
if not "%status%"=="0" if /i "%~x1"==".demarc" if "%~2"=="" pause
exit /b %status%
